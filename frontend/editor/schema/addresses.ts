/** Addresses that a link may lead to. */

const ALLOWED = /^(https?|ftps?|mailto|tel|sip|xmpp|irc|news|ssh|file|git|svn|skype|callto|sms|feed|webcal):/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Give the address when a link may have it, or "": scripts are none. */
export function hrefOf(value: string): string {
    const plain = [...value].filter((each) => each > " ").join("");
    return SCHEME.test(plain) && !ALLOWED.test(plain) ? "" : value;
}
