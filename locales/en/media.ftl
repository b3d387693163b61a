# Why a file is not taken, and what to do.
media-refused-empty = This file is empty. Check it on your computer and upload it again.
media-refused-too-long = This file is larger than { $limit } MB, the limit for its type. Make it smaller and upload it again.
media-refused-unknown-type = The portal does not take files of this type ({ $found }). Use JPEG, PNG, WebP, GIF or SVG pictures; MP4, MOV, WebM or MKV video; MP3, M4A, OGG, WAV or FLAC sound; PDF, DOCX or XLSX documents; VTT captions.
media-refused-says-where = This picture says where it was taken, and that cannot be taken out of files of this type. Save it as JPEG and try again.
media-refused-save-another = The portal does not take { $found } pictures. Save it as JPEG, PNG or WebP and upload that.
media-refused-name-lies = The file's name ends with .{ $ending }, but its content is { $is }. Correct the ending, or check whether you chose the right file.
media-refused-type-lies = The file is declared as { $declared }, but its content is { $is }. Check whether you chose the right file.
media-refused-damaged = The file is damaged: it cannot be read as { $is }. Open it on your computer, save it again and upload that.
media-refused-too-many-pixels = The picture has more than { $limit } megapixels. Make it smaller and upload it again.
media-refused-moves = This picture moves. Turn it into an MP4 video, which people can stop.
media-refused-drawing-holds = The SVG drawing holds { $what }, which is not allowed. Export it as plain SVG, without scripts and without data of the drawing program.
media-refused-drawing-fetches = The SVG drawing fetches something from elsewhere ({ $what }). Embed pictures and fonts in the drawing and export it again.
media-refused-drawing-too-rich = The SVG drawing has too many parts. Simplify it, or save it as a PNG picture.
media-refused-drawing-packed = This file is compressed (SVGZ or gzip). Unpack it and upload that.
media-refused-pdf-acts = The PDF holds something that runs by itself ({ $what }). Print it to PDF again from the program it was written in.
media-refused-pdf-locked = The PDF is locked or encrypted and cannot be checked. Remove the password, save it and upload that.
media-refused-macros = The document holds macros or embedded objects. Save it as DOCX or XLSX without macros.
media-refused-bomb = This file unpacks to an abnormal size and is not taken. Make it anew in the program it was written in.
media-refused-captions = Line { $line } of the captions is not WebVTT. Correct this line and upload the file again.
# Why something in the library was not done.
media-refused-not-allowed = Your account may not do this with this file.
media-refused-clash = Somebody else described this file after you opened the page. Your version stands below and is not saved; press Save again to put it in place of theirs.
media-refused-missing = There is no such file, or it is in the bin.
media-refused-other-kind = A file can only be replaced by one of its kind: a picture by a picture, a video by a video, a document by a document.
media-refused-same-file = This is the same file as the present one; there is nothing to replace.
media-refused-used = The file cannot be removed: { $count } entries or the settings of the portal use it. Take it out there first.
media-refused-wrong = A field is too long or not valid. Look at what you entered.
