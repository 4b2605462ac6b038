/** The line a mistake is usually made in, as it stands and as it should: what people look for when they read a diff. */

export interface UsualCause {
  wrong: string;
  right: string;
}

const sorted = 'text = "".join(sorted([token, timestamp, nonce]))';

const causes: Record<string, UsualCause> = {
  "signature.unsorted": { wrong: 'text = token + timestamp + nonce', right: sorted },
  "signature.reversed": { wrong: 'text = "".join(sorted(parts, reverse=True))', right: sorted },
  "signature.caseless": { wrong: 'text = "".join(sorted(parts, key=str.lower))', right: sorted },
  "signature.separator": { wrong: 'text = "&".join(sorted(parts))', right: sorted },
  "signature.algorithm": {
    wrong: "hashlib.md5(text.encode()).hexdigest()",
    right: "hashlib.sha1(text.encode()).hexdigest()",
  },
  "signature.part_missing": { wrong: 'text = "".join(sorted([token, timestamp]))', right: sorted },
  "signature.spelling": { wrong: "digest.hexdigest().upper()", right: "digest.hexdigest()" },
  "signature.push_values": {
    wrong: 'timestamp = request.args["timestamp"]  # of the push',
    right: "timestamp = str(int(time.time()))  # of the reply itself",
  },
  "echo.parameter": { wrong: 'return request.args["signature"]', right: 'return request.args["echostr"]' },
  "echo.string_to_sign": { wrong: "return text", right: 'return request.args["echostr"]' },
  "echo.success": { wrong: 'return "success"', right: 'return request.args["echostr"]' },
  "echo.token": { wrong: 'TOKEN = "another"', right: 'TOKEN = os.environ["TOKEN"]  # as on this page' },
  "echo.newline": { wrong: 'return request.args["echostr"] + "\\n"', right: 'return request.args["echostr"]' },
  "echo.quoted": { wrong: 'return jsonify(request.args["echostr"])', right: 'return request.args["echostr"]' },
  "echo.path": { wrong: '@app.get("/")', right: '@app.get("/weixin")  # as in the address' },
  "echo.method": { wrong: '@app.post("/weixin")', right: '@app.route("/weixin", methods=["GET", "POST"])' },
};

export function usualCause(hintCode: string | null | undefined): UsualCause | null {
  return causes[hintCode ?? ""] ?? null;
}

/** The lines split where they part, so that only what differs is marked. */
export function parted({ wrong, right }: UsualCause): { head: string; wrong: string; right: string; tail: string } {
  let head = 0;
  while (head < wrong.length && head < right.length && wrong[head] === right[head]) head += 1;
  let tail = 0;
  const most = Math.min(wrong.length, right.length) - head;
  while (tail < most && wrong[wrong.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  return {
    head: wrong.slice(0, head),
    wrong: wrong.slice(head, wrong.length - tail),
    right: right.slice(head, right.length - tail),
    tail: tail === 0 ? "" : wrong.slice(-tail),
  };
}
