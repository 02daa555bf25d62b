"""The control words of RTF that decide what is text, by what they do: RTF specification 1.9.1."""

from __future__ import annotations

SKIPPED = frozenset(
    """
    annotation atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart author bkmkend bkmkstart buptim
    category colorschememapping colortbl comment company creatim datafield datastore doccomm docvar falt fldinst
    filetbl footer footerf footerl footerr footnotesep fontemb fontfile formfield ftncn ftnsep ftnsepc aftncn aftnsep
    aftnsepc generator header headerf headerl headerr htmltag info keycode keywords latentstyles leveltext levelnumbers
    listlevel listname listoverridetable listpicture liststylename listtable manager mmath mhtmltag nextfile
    nonesttables nonshppict objalias objclass objdata objname objsect objtime operator password pgdsctbl pict pn
    pnseclvl printim private propname protusertbl revtbl revtim rsidtbl rxe shprslt sn sp staticval stylesheet subject
    sv tc tcn template themedata title txe ud_ansi userprops wgrffmtfilter xe xform xmlattrname xmlattrvalue xmlnstbl
    xmlopen
    """.split()
)
"""Groups whose content is not text of the document."""
KNOWN_IF_STARRED = frozenset("do dptxbxtext footnote nesttableprops shpinst shptxt ud".split())
r"""Groups that begin with ``\*``, for programs that know them to read, and are read here; all others are skipped."""
HEADERS = ("headerf", "header", "headerr")
"""Headers that the first page may have, that of this page alone before those of all pages."""
TEXT_BOXES = frozenset(["dptxbxtext", "shptxt"])
STRUCTURES = frozenset(["do", "shpinst"])
"""Groups without text of their own, but with text boxes in them."""

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "softline": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "endash": "–",
    "emdash": "—",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
LINE_ENDS = frozenset("\r\n")
r"""A backslash before a line end is ``\par``."""

CODE_PAGES = {
    **{0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253"},
    **{162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"},
    **{238: "cp1250", 254: "cp437", 255: "cp850"},
}
"""Code pages by the character set of a font; of all others that of the document counts."""
SIGNS = 2
"""The character set of fonts with a table of their own."""
DOCUMENT_PAGES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
NUMBERS = {f"{kind}n{style}": (kind, style) for kind in ("ftn", "aftn") for style in ("ar", "alc", "auc", "rlc", "ruc")}
"""Control words that tell how footnotes ("ftn") and endnotes ("aftn") are numbered."""
