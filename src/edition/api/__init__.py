"""The public Python face: values in, values and diagnostics out, progress by callback; it prints nothing.

    import edition
    ed = edition.open("letters")
    for finding in ed.check().findings: ...

What `docs/python.md` teaches is promised to stay; the rooms behind it are not. Each module is loaded by who needs it:
`api.edition` all of it, `api.annotation` and `api.exports` what one command does.
"""
