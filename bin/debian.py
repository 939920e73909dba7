"""What comes from Debian's packages and from no Python index: installed where that may be done."""

import os
import shutil
import subprocess
import sys


def install(name: str, *packages: str) -> None:
    """Install packages, as root on a machine that has apt; elsewhere nothing happens.

    Args:
        name: what it is called in the line that says so.
        packages: their names in Debian.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {name}", file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "--quiet=2", *command], env=environ, stdin=subprocess.DEVNULL, stdout=sys.stderr)
