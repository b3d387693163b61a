# The library at the desk: the list, one file, uploads.
mediadesk-signed-out = Your session has ended. Sign in again in another tab, then press retry; what has been sent is kept.
