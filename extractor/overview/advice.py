"""What to do about files that could not be read, by reason."""

from __future__ import annotations

from extractor.errors import Lang

_ADVICE: dict[str, tuple[str, str, str, str]] = {
    "missing": ("文件不见了", "file gone", "确认文件位置后再次运行 batch", "put the file back and run batch again"),
    "unreadable": ("无法打开", "can't be opened", "检查文件权限", "check its permissions"),
    "empty": ("空文件", "empty file", "向单位重新索取", "ask the department for the file again"),
    "truncated": ("文件不完整", "cut off", "重新下载或重新索取", "download or ask for it again"),
    "damaged": ("文件损坏", "damaged", "重新下载或重新索取", "download or ask for it again"),
    "encrypted": ("有打开密码", "password needed", "取消密码后重新存放", "take the password off"),
    "unsupported": (
        "格式不支持",
        "format not supported",
        "另存为 .docx，或改用 PDF",
        "save it as .docx, or give the PDF",
    ),
    "converter_missing": (
        "缺少转换程序",
        "converter missing",
        "安装 LibreOffice 后用 --retry failed 重跑",
        "install LibreOffice, then --retry failed",
    ),
    "converter_failed": (
        "转换失败",
        "conversion failed",
        "用 Word 或 WPS 另存为 .docx",
        "save it as .docx in Word or WPS",
    ),
    "converter_timeout": (
        "转换超时",
        "conversion took too long",
        "用 Word 或 WPS 另存为 .docx",
        "save it as .docx in Word or WPS",
    ),
    "ocr_missing": (
        "缺少文字识别组件",
        "recognition not installed",
        "安装后用 --retry failed 重跑",
        "install it, then --retry failed",
    ),
    "nothing_read": (
        "没有读到文字",
        "nothing was read",
        "核对原件，必要时重新扫描；关闭了识别的，去掉 --ocr never",
        "look at the original and scan it again; leave out --ocr never",
    ),
    "unreadable_folder": ("文件夹无法打开", "folder can't be opened", "检查文件夹权限", "check its permissions"),
    "dangling": ("链接的目标不存在", "link to nothing", "补上文件或删除链接", "put the file there or remove the link"),
    "not_regular": ("不是普通文件", "not a regular file", "移出文件夹", "take it out of the folder"),
    "lock_file": ("编辑软件的临时文件", "an editor's temporary file", "不必处理", "nothing"),
    "system_file": ("操作系统的文件", "a file of the operating system", "不必处理", "nothing"),
    "system_folder": ("操作系统的文件夹", "a folder of the operating system", "不必处理", "nothing"),
    "too_large": ("超出限制", "beyond the limits", "拆分文件，或放宽限制", "split the file, or raise the limits"),
    "hostile": (
        "疑似恶意文件",
        "built to exhaust a reader",
        "不要打开，向单位核实来源",
        "don't open it; ask where it is from",
    ),
    "timeout": (
        "超过时间限制",
        "took too long",
        "放宽时间限制后用 --retry failed 重跑",
        "raise the time limit, then --retry failed",
    ),
    "memory": (
        "超过内存限制",
        "took too much memory",
        "放宽内存限制后用 --retry failed 重跑",
        "raise the memory limit, then --retry failed",
    ),
    "crashed": (
        "读取进程崩溃",
        "its worker crashed",
        "用 check 单独运行该文件；仍崩溃请报告",
        "check it alone; report it if it crashes again",
    ),
    "killed": (
        "读取进程被系统终止",
        "its worker was killed",
        "减少 --jobs 后用 --retry failed 重跑",
        "lower --jobs, then --retry failed",
    ),
    "internal": ("程序内部错误", "an error of this program", "把文件报告给开发者", "report the file"),
}
_OTHER = ("其他原因", "other", "用 check 单独运行该文件查看", "check it alone to see")


def advice(code: str, lang: Lang) -> tuple[str, str]:
    """(what it is, what to do) in words."""
    zh, en, do_zh, do_en = _ADVICE.get(code, _OTHER)
    name = zh if lang == "zh" else en
    return (name if code in _ADVICE else f"{name}（{code}）" if code else name), (do_zh if lang == "zh" else do_en)
