gallery-title = Pictures
gallery-list-lead = Albums of festivals, monuments and woodblock carving. Drawings are always labelled as drawings.
gallery-none = There are no albums yet.
gallery-none-hint = The first album will stand here as soon as it is published.
gallery-to-front = To the front page
gallery-count =
    { $count ->
        [one] { $count } picture
       *[other] { $count } pictures
    }
gallery-count-drawings =
    { $count ->
        [one] { $count } drawing
       *[other] { $count } drawings
    }
gallery-drawings = The pictures of this album are drawings, not photographs.
gallery-views = views
gallery-licence = Licence { $licence }
gallery-pictures = Pictures of the album
gallery-others = Other albums
gallery-all = All albums
gallery-published-by = Published by
gallery-picture-of = Picture { $number } of { $count }
gallery-zoom = Full size
gallery-download = Download
gallery-close = Close
gallery-previous = Previous picture
gallery-next = Next picture
gallery-strip = Nearby pictures of the album
gallery-go = Picture { $number }
gallery-tools = What to do with this picture
gallery-steps = Previous and next picture
gallery-viewer-title = { $picture } · { $album }
