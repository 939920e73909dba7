import pytest, xmlrpc.client
from accounts.services.setup import *
import accounts.services.setup as s
pytestmark=pytest.mark.django_db(transaction=True)
def test_it(live_server):
    from accounts.models import User
    print([n for n in dir(s) if not n.startswith('_')])
    p=xmlrpc.client.ServerProxy(live_server.url+"/rpc/xmlrpc")
    print(p.system.listMethods())
    print(p.system.methodHelp("confluence2.login"))
    try: p.confluence2.login("a","b")
    except xmlrpc.client.Fault as f: print(f)
    try: p.confluence2.getServerInfo("")
    except xmlrpc.client.Fault as f: print(f)
    try: p.confluence2.getServerInfo(1,2,"a")
    except xmlrpc.client.Fault as f: print(f)
    try: p.confluence2.login(["a"],"b")
    except xmlrpc.client.Fault as f: print(f)

    from django.test import override_settings
    with override_settings(WIKI_BASE_URL=live_server.url):
        from tests.clients.zeep_client import zeep_service
        import zeep, urllib.request
        open("/tmp/ra/out.wsdl","wb").write(urllib.request.urlopen(live_server.url+"/rpc/soap-axis/confluenceservice-v2?WSDL").read())
        c=zeep_service(live_server.url)
        try: print(c.login("a","b"))
        except zeep.exceptions.Fault as f: print(f, f.detail)
        try: print(c.getServerInfo("a"))
        except zeep.exceptions.Fault as f: print(f, f.detail)
        from suds.client import Client
        c=Client(live_server.url+"/rpc/soap-axis/confluenceservice-v1?wsdl", cache=None)
        try: print(c.service.login("a","b"))
        except Exception as f: print(repr(f))
