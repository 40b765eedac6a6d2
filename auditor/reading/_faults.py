"""What can be wrong with a file, in the words that the user reads: what it is, and what to do."""

from __future__ import annotations

from auditor.rule import Text

FAULTS = {
    "missing": Text("没有这个文件或文件夹；请检查路径", "no such file or folder; check the path"),
    "no-match": Text("没有文件与这个通配符相符；请检查写法", "no file matches this pattern; check its spelling"),
    "no-reports": Text(
        "文件夹里没有可读的报告（{suffixes}）；别的扩展名请写出文件名",
        "no reports in this folder ({suffixes}); name files of other kinds one by one",
    ),
    "dead-link": Text("是符号链接，它所指的文件不存在；请删去，或重新建立", "is a symbolic link that leads nowhere; remove it or make it anew"),
    "unreadable": Text("无法读取（{detail}）；请检查权限", "cannot be read ({detail}); check its permissions"),
    "too-large": Text("大于 {limit} MB，不像一份报告；请拆分后再检查", "larger than {limit} MB, hardly a report; split it first"),
    "binary": Text("是二进制文件{form}，不是文本；请另存为 UTF-8 的 .txt 或 .md", "is binary{form}, not text; save it as .txt or .md in UTF-8"),
    "damaged": Text(
        "第 {line} 行有不是 {encoding} 的字节（0x{byte:02X}），文件可能损坏；请用 {encoding} 重新保存",
        "line {line} has a byte (0x{byte:02X}) that is not {encoding}, the file may be damaged; save it again as {encoding}",
    ),
    "not-restorable": Text(
        "改动后用 {encoding} 存不回同样的文字；请先另存为 UTF-8",
        "would not be read back from {encoding} as it is corrected; save it as UTF-8 first",
    ),
    "undecodable": Text(
        "认不出编码（UTF-8、UTF-16、GB18030 都不是）；请另存为 UTF-8",
        "unknown encoding (neither UTF-8, UTF-16 nor GB18030); save it as UTF-8",
    ),
}


class UnreadableError(Exception):
    """A fault of one file by its name in `FAULTS`, before the path and the language are known; `reading` turns it into a `ReadError`."""

    def __init__(self, name: str, **fields: object) -> None:
        super().__init__(name)
        self.name = name
        self.fields = fields

    def to(self, lang: str) -> str:
        """The fault in words, `lang` being "zh" or "en"."""
        return FAULTS[self.name].to(lang).format(**self.fields)
