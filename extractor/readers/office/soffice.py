"""Finding LibreOffice, and the settings it is started with: no macros, no links, no network, nothing kept."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

VARIABLE: Final = "JIXIAO_SOFFICE"
"""Environment variable that names the program where it is in no usual place."""

_NAMES: Final = ("soffice", "libreoffice")
_MAC: Final = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_UNIX: Final = ("/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice")
_SCRIPTING: Final = "/org.openoffice.Office.Common/Security/Scripting"
_INET: Final = "/org.openoffice.Inet/Settings"
# a port where nothing answers
_NOWHERE: Final = ("127.0.0.1", "9")
_SETTINGS: Final[tuple[tuple[str, str, str], ...]] = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    # 0 always, 1 on request, 2 never
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    # a date field keeps the day it shows
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Chart", "false"),
    *((_INET, f"ooInet{kind}ProxyName", _NOWHERE[0]) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{kind}ProxyPort", _NOWHERE[1]) for kind in ("HTTP", "HTTPS", "FTP")),
    (_INET, "ooInetProxyType", "2"),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    # what a file leaves open is read as Chinese
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
)
_ITEM: Final = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    + "".join(_ITEM.format(path, name, escape(value)) for path, name, value in _SETTINGS)
    + "</oor:items>\n"
)


def find() -> Path | None:
    """The program, from the environment variable, the search path or the places where installers put it.

    A variable that names no file means no program: a wrong setting must not be passed over.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).resolve() if Path(named).is_file() else None
    endings = (".com", ".exe") if os.name == "nt" else ("",)
    # never a relative folder: a program must not come from the folder the documents are in
    for folder in filter(os.path.isabs, os.get_exec_path()):
        for name in _NAMES:
            for ending in endings:
                if os.access(place := Path(folder, name + ending), os.X_OK) and place.is_file():
                    return place
    return next((place for place in _usual() if place.is_file()), None)


def _usual() -> list[Path]:
    if os.name == "nt":
        roots = [os.environ.get(v) for v in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")]
        return [Path(root, "LibreOffice", "program", "soffice.com") for root in roots if root]
    if sys.platform == "darwin":
        return [Path(p) for p in (*_MAC, Path.home() / _MAC[0].lstrip("/"))]
    return [*map(Path, _UNIX), *sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]


def command(program: Path, folder: Path, source: Path, out: Path) -> list[str]:
    """The command that converts ``source`` to ``out``/….docx with a new profile below ``folder``."""
    settings = _profile(folder) / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    return [
        str(program),
        f"-env:UserInstallation={_profile(folder).as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
    ]


def environment(folder: Path) -> dict[str, str]:
    """The variables it runs with: temporary files below ``folder``, no display, no desktop, no proxy."""
    made = {k: v for k, v in os.environ.items() if k.lower() not in ("display", "wayland_display", "no_proxy")}
    for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
        made[name] = made[name.upper()] = "http://{}:{}".format(*_NOWHERE)
    made.update(SAL_USE_VCLPLUGIN="svp", DISABLE_EXTENSION_SYNCHRONIZATION="1")
    for name in ("TMPDIR", "TEMP", "TMP"):
        made[name] = str(folder)
    return made


def sockets(folder: Path) -> list[Path]:
    """What a killed LibreOffice leaves outside its folders: named by the MD5 of its profile's address."""
    if os.name != "posix":
        return []
    key = hashlib.md5(_profile(folder).as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{b:x}' for b in key)}"
    return [Path(place, name) for place in ("/tmp", "/var/tmp")]


def _profile(folder: Path) -> Path:
    return folder / "profile"
