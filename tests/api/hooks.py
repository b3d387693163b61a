"""What schemathesis is told of types of the API that it does not know. Not for what it expects: schemathesis.toml."""

import schemathesis

# A part of an upload, as tus 1.0 names it: plain bytes.
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
