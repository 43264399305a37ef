# The operator's console.

# Refusals
refusal-case-taken = { $who } is already handling this request.
refusal-case-taken-next = Talk to { $who }. An administrator can put it back in the queue.
refusal-case-closed = This request is closed.
refusal-case-closed-next = It comes back by itself if the person asks for help again.
refusal-case-not-taken = Nobody has taken this request.
refusal-case-not-taken-next = Take it first, or leave it in the queue.
