/** Character references: the named entities of XHTML 1.0, those of XML, and numeric ones. */

/** In the order of their characters: a name follows the one before it by one, unless a hexadecimal number says otherwise. */
const NAMES =
    "nbsp=a0 iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute " +
    "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig " +
    "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash " +
    "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute " +
    "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc " +
    "uuml yacute thorn yuml OElig=152 oelig Scaron=160 scaron Yuml=178 fnof=192 circ=2c6 tilde=2dc Alpha=391 Beta " +
    "Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma=3a3 Tau Upsilon Phi Chi Psi " +
    "Omega alpha=3b1 beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma " +
    "tau upsilon phi chi psi omega thetasym=3d1 upsih piv=3d6 ensp=2002 emsp thinsp=2009 zwnj=200c zwj lrm rlm " +
    "ndash=2013 mdash lsquo=2018 rsquo sbquo ldquo=201c rdquo bdquo dagger=2020 Dagger bull hellip=2026 permil=2030 " +
    "prime=2032 Prime lsaquo=2039 rsaquo oline=203e frasl=2044 euro=20ac image=2111 weierp=2118 real=211c trade=2122 " +
    "alefsym=2135 larr=2190 uarr rarr darr harr crarr=21b5 lArr=21d0 uArr rArr dArr hArr forall=2200 part=2202 exist " +
    "empty=2205 nabla=2207 isin notin ni=220b prod=220f sum=2211 minus lowast=2217 radic=221a prop=221d infin " +
    "ang=2220 and=2227 or cap cup int there4=2234 sim=223c cong=2245 asymp=2248 ne=2260 equiv le=2264 ge sub=2282 sup " +
    "nsub sube=2286 supe oplus=2295 otimes=2297 perp=22a5 sdot=22c5 lceil=2308 rceil lfloor rfloor lang=2329 rang " +
    "loz=25ca spades=2660 clubs=2663 hearts=2665 diams ";

/** Character by entity name. */
export const ENTITIES: ReadonlyMap<string, string> = namedCharacters();

const REFERENCE = /&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([A-Za-z_][\w.-]*))?(;)?/g;

function namedCharacters(): Map<string, string> {
    const found = new Map([
        ["amp", "&"],
        ["lt", "<"],
        ["gt", ">"],
        ["quot", '"'],
        ["apos", "'"],
    ]);
    let code = 0;
    for (const each of NAMES.trim().split(" ")) {
        const [name, jump] = each.split("=") as [string, string?];
        code = jump === undefined ? code + 1 : parseInt(jump, 16);
        found.set(name, String.fromCodePoint(code));
    }
    return found;
}

/** Whether XML can carry a character. */
export function isAllowed(code: number): boolean {
    return (
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        (code >= 0x10000 && code <= 0x10ffff)
    );
}

function characterOf(decimal?: string, hexadecimal?: string, name?: string): string | undefined {
    if (name !== undefined) return ENTITIES.get(name);
    const code = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hexadecimal ?? "", 16);
    return isAllowed(code) ? String.fromCodePoint(code) : undefined;
}

/** Give the place of the first reference that means nothing, or -1. */
export function badReference(source: string): number {
    if (!source.includes("&")) return -1;
    for (const match of source.matchAll(REFERENCE)) {
        const [, decimal, hexadecimal, name, end] = match;
        if (!end || characterOf(decimal, hexadecimal, name) === undefined) return match.index;
    }
    return -1;
}

/** Give the characters that a piece of source stands for. */
export function decode(source: string): string {
    if (!source.includes("&")) return source;
    return source.replace(REFERENCE, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
        return characterOf(decimal, hexadecimal, name) ?? whole;
    });
}

// eslint-disable-next-line no-control-regex -- these are what XML can't carry
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Leave out characters that XML can't carry. */
function carried(value: string): string {
    return value.replace(FORBIDDEN, "");
}

/** Write characters as the text of an element. */
export function encodeText(value: string): string {
    return carried(value)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("\u00a0", "&nbsp;");
}

/** Write characters as the value of an attribute in double quotes. */
export function encodeAttribute(value: string): string {
    return encodeText(value)
        .replaceAll('"', "&quot;")
        .replaceAll("\n", "&#10;")
        .replaceAll("\t", "&#9;")
        .replaceAll("\r", "&#13;");
}

/** Write a CDATA section; one that holds its own end is split. */
export function cdata(value: string): string {
    return `<![CDATA[${carried(value).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
