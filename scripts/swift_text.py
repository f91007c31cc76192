"""Just enough of Swift's grammar for scripts/tidy: comments, strings, and where functions begin and end."""
import re

MODIFIER = (r"(?:@\w+(?:\([^()]*\))?|public|package|internal|private|fileprivate|static|class|final|override|mutating|"
            r"nonmutating|nonisolated(?:\([^)]*\))?|convenience|required|consuming|borrowing|isolated|prefix|postfix|infix)")
FUNCTION = re.compile(rf"^[ \t]*(?:{MODIFIER}\s+)*(?:func\s+([^\s(<]+)|(init)[?]?\s*[(<]|(deinit)\b|(subscript)\s*[(<])", re.M)

STRING_OR_COMMENT = re.compile(r'//[^\n]*|/\*|#*"""|#*"')


def blank(text):
    """The code with comments and string literals overwritten by blanks; line breaks stay, so that lines still count."""
    out, at = [], 0
    while match := STRING_OR_COMMENT.search(text, at):
        end = end_of_literal(text, match)
        out.append(text[at:match.start()])
        out.append(re.sub(r"[^\n]", " ", text[match.start():end]))
        at = end
    return "".join(out) + text[at:]


def end_of_literal(text, match):
    opening, at = match.group(), match.end()
    if opening.startswith("//"):
        return at
    if opening == "/*":
        depth = 1
        for part in re.finditer(r"/\*|\*/", text[at:]):
            depth += 1 if part.group() == "/*" else -1
            if depth == 0:
                return at + part.end()
        return len(text)
    hashes = opening.rstrip('"')
    closing, escape = opening.lstrip("#") + hashes, "\\" + hashes
    while at < len(text):
        if text.startswith(escape + "(", at):
            at = end_of_interpolation(text, at + len(escape) + 1)
        elif text.startswith(escape, at):
            at += len(escape) + 1
        elif text.startswith(closing, at) or (len(closing) == 1 + len(hashes) and text[at] == "\n"):
            return at + (len(closing) if text[at] != "\n" else 0)
        else:
            at += 1
    return at


def end_of_interpolation(text, at):
    depth = 1
    while at < len(text) and depth:
        if nested := STRING_OR_COMMENT.match(text, at):
            at = end_of_literal(text, nested)
            continue
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


def functions(code):
    """Name, start and end of each function that has a body."""
    for match in FUNCTION.finditer(code):
        name, start = match.group(match.lastindex), match.start(match.lastindex)
        depth, in_body = 0, False
        for token in re.finditer(r"[()\[\]{}]|\n\s*(?:func|var|init|case|static|mutating)\b", code[match.end(match.lastindex):]):
            found = token.group()
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(found, 0)
            if not in_body:
                in_body = found == "{" and depth == 1
                if depth < 0 or (depth == 0 and found[0] == "\n"):
                    break
            elif depth == 0:
                yield name, start, match.end(match.lastindex) + token.end()
                break
