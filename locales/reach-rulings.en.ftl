# What one wrote or passed on was ruled on. Without a word of the message.
msg-ruled-false-title = What you wrote or passed on is denied
msg-ruled-false-text = A source says that it is false. Every copy shows it now. Read who says so and why before you speak of it again.
msg-ruled-misleading-title = What you wrote or passed on is misleading
msg-ruled-misleading-text = A source says what is so. Every copy shows it now. Read who says so and why.
msg-ruled-true-title = What you wrote or passed on is confirmed
msg-ruled-true-text = A source confirms it. Read who says so and since when.
msg-ruled-button = Read who says so
messages-kind-ruled = What you passed on
messages-kind-ruled-says = When it is denied or confirmed, once.
stop-kind-ruled = messages about what you passed on
