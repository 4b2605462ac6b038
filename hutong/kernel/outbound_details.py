"""What calls to addresses that others chose may come to, in a sentence each."""

from hutong.kernel.details import Details

DETAILS = Details(
    {
        "name_is_private": "{host} is {address}, in a private network",
        "address_is_private": "{address} is in a private network",
        "answer_too_large": "more than {bytes} bytes",
        "redirect_nowhere": "a redirect without an address",
        "address_not_http": "not an http or https address: {address}",
        "waited_for_whole_answer": "waited {seconds} s for a whole answer",
        "waited_for_answer": "waited {seconds} s for an answer",
        "waited_for_connection": "waited {seconds} s for a connection",
        "name_unknown": "no address is known for {host}",
        "nobody_listens": "nobody listens at {host}:{port}",
        "closed_early": "the connection was closed before an answer came",
        "broken_off": "the answer broke off or is garbled",
        "address_unreadable": "not an address: {address}",
        "not_http": "what came back is not HTTP",
    }
)
