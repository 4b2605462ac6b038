"""Reading an expression: literals, members, calls, and the signs between them. Nothing is run."""

from hutong.cloud.errors.database import ParameterWrong
from hutong.cloud.script.nodes import Binary, Call, Items, Literal, Member, Name, Node, Object, Pattern, Unary
from hutong.cloud.script.tokens import Token, tokens, wrong

_MOST_DEPTH = 120
_STRENGTHS = {"||": 1, "&&": 2, "==": 3, "!=": 3, "===": 3, "!==": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "in": 4,
              "+": 5, "-": 5, "*": 6, "%": 6}  # fmt: skip
_WORDS = {"true": True, "false": False, "null": None}
_DECLARING = ("const", "let", "var")


class Program:
    """Statements: names that stand for expressions, and the last expression of all."""

    __slots__ = ("names", "result")

    def __init__(self, names: dict[str, Node], result: Node) -> None:
        self.names = names
        self.result = result


def expression(text: str) -> Node:
    """One expression. Raises: ParameterWrong"""
    parser = _Parser(text)
    made = parser.expression()
    parser.end()
    return made


def program(text: str) -> Program:
    """Declarations and an expression. Raises: ParameterWrong"""
    return _Parser(text).program()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._place = 0
        self._depth = 0

    def program(self) -> Program:
        names: dict[str, Node] = {}
        while self._next.kind == "name" and self._next.value in _DECLARING:
            self._take()
            name = self._take_name()
            self._expect("=")
            names[name] = self.expression()
            self._skip(";")
        if self._next.kind == "name" and self._next.value in ("return", "await"):
            self._take()
        result = self.expression()
        self._skip(";")
        self.end()
        return Program(names, result)

    def end(self) -> None:
        if self._next.kind != "end":
            raise self._wrong("nothing more is read here: one expression is")

    def expression(self, strength: int = 0) -> Node:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise self._wrong(f"the expression is nested deeper than {_MOST_DEPTH} levels")
        left = self._unary()
        while (sign := self._sign()) is not None and _STRENGTHS[sign] > strength:
            at = self._take().at
            left = Binary(at=at, sign=sign, left=left, right=self.expression(_STRENGTHS[sign]))
        self._depth -= 1
        return left

    def _sign(self) -> str | None:
        token = self._next
        is_sign = token.kind == "sign" or (token.kind == "name" and token.value == "in")
        return token.value if is_sign and token.value in _STRENGTHS else None

    def _unary(self) -> Node:
        token = self._next
        if token.kind == "sign" and token.value in "!-+":
            self._take()
            self._depth += 1
            if self._depth > _MOST_DEPTH:
                raise self._wrong(f"the expression is nested deeper than {_MOST_DEPTH} levels")
            of = self._unary()
            self._depth -= 1
            if token.value == "-" and isinstance(of, Literal) and isinstance(of.value, int | float):
                return Literal(at=token.at, value=-of.value)
            return Unary(at=token.at, sign=token.value, of=of)
        return self._chain()

    def _chain(self) -> Node:
        is_new = self._next.kind == "name" and self._next.value == "new"
        begin = self._take().at if is_new else self._next.at
        made = self._primary()
        while True:
            token = self._next
            if token.kind != "sign" or token.value not in (".", "[", "("):
                break
            self._take()
            if token.value == ".":
                made = Member(at=token.at, of=made, name=self._take_name())
            elif token.value == "[":
                made = self._index(made, token)
            else:
                made = Call(at=begin if is_new else token.at, of=made, arguments=self._until(")"), is_new=is_new)
                is_new = False
        if is_new:
            made = Call(at=begin, of=made, arguments=(), is_new=True)
        return made

    def _index(self, of: Node, token: Token) -> Node:
        inside = self.expression()
        self._expect("]")
        if not isinstance(inside, Literal) or not isinstance(inside.value, str | int):
            raise wrong(self._text, token.at, "only a text or a number stands in these brackets")
        return Member(at=token.at, of=of, name=str(inside.value))

    def _primary(self) -> Node:
        token = self._take()
        if token.kind == "text":
            return Literal(at=token.at, value=token.value)
        if token.kind == "number":
            return Literal(at=token.at, value=_number(token.value))
        if token.kind == "pattern":
            return Pattern(at=token.at, pattern=token.value, options=token.options)
        if token.kind == "name":
            is_word = token.value in _WORDS
            return Literal(at=token.at, value=_WORDS[token.value]) if is_word else Name(at=token.at, name=token.value)
        if token.value == "(":
            inside = self.expression()
            self._expect(")")
            return inside
        if token.value == "[":
            return Items(at=token.at, items=self._until("]"))
        if token.value == "{":
            return self._object(token)
        raise wrong(self._text, token.at, "a value is wanted here")

    def _object(self, begin: Token) -> Node:
        entries: list[tuple[str, Node]] = []
        while not self._is("}"):
            token = self._take()
            if token.kind not in ("name", "text", "number"):
                raise wrong(self._text, token.at, "the name of a field is wanted here")
            name = str(_number(token.value)) if token.kind == "number" else token.value
            if token.kind == "name" and (self._is(",") or self._is("}")):
                entries.append((name, Name(at=token.at, name=name)))
            else:
                self._expect(":")
                entries.append((name, self.expression()))
            if not self._is("}"):
                self._expect(",")
        self._take()
        return Object(at=begin.at, entries=tuple(entries))

    def _until(self, closing: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._is(closing):
            items.append(self.expression())
            if not self._is(closing):
                self._expect(",")
        self._take()
        return tuple(items)

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._next
        if token.kind != "end":
            self._place += 1
        return token

    def _take_name(self) -> str:
        token = self._take()
        if token.kind != "name":
            raise wrong(self._text, token.at, "a name is wanted here")
        return token.value

    def _is(self, sign: str) -> bool:
        return self._next.kind == "sign" and self._next.value == sign

    def _skip(self, sign: str) -> None:
        while self._is(sign):
            self._take()

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise self._wrong(f"{sign} is wanted here")
        self._take()

    def _wrong(self, what: str) -> ParameterWrong:
        return wrong(self._text, self._next.at, what)


def _number(text: str) -> int | float:
    if text[:2] in ("0x", "0X"):
        return int(text, 16)
    # Longer ones have lost their last digits in JavaScript, too.
    return int(text) if text.isdigit() and len(text) <= 18 else float(text)
