"""What a browser would send for a form of a page, without one."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The fields of the last form with fields: `sent` is what a browser sends, by name."""

    def __init__(self, html):
        super().__init__()
        self.sent = {}
        self.buttons = []
        self._area = self._select = None
        self._is_first = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in ("file",):
            if given.get("type") != "checkbox":
                value = given.get("value", "")
                text = value if given.get("type") == "hidden" else _one_line(value)
                self.sent[name] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            elif "checked" in given:
                self.sent[name] = given["value"]
        elif tag == "textarea":
            self._area, self._is_first = name, True
            self.sent[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self.sent:
                self.sent[self._select] = given["value"]
        elif tag == "button" and name:
            self.buttons.append(given["value"])

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            lines = self.sent[self._area].replace("\r\n", "\n").replace("\r", "\n")
            self.sent[self._area] = lines.removeprefix("\n").replace("\n", "\r\n")
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data


def _one_line(value):
    return value.replace("\r", "").replace("\n", "")
