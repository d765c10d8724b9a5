// Made by scripts/make-mime-table.ts from the shared MIME database 2.2 (freedesktop.org), as far as mime-db 1.54.0 lists
// the types, with the additions that stand in that script. A name without a kind is of the same kind as the one before it.

/** Each known type, and the types that are special cases of it or kept in it. */
export const mimeChildren: string = `
application/7z-compressed
application/gzip tar image/svg+xml
application/iff audio/aiff
application/matroska video/matroska matroska-3d audio/matroska video/webm
application/mp4 audio/aac mp4 video/mp4 3gpp 3gpp2 quicktime
application/ogg audio/ogg video/ogg
application/ole-storage vnd.openxmlformats-officedocument.wordprocessingml.document vnd.openxmlformats-officedocument.presentationml.presentation vnd.openxmlformats-officedocument.spreadsheetml.sheet
application/pdf postscript illustrator
application/postscript font-type1
application/tar ovf
application/vnd.ms-asf audio/ms-wma video/ms-wmv
application/vnd.openxmlformats-officedocument.presentationml.presentation vnd.ms-powerpoint.presentation.macroenabled.12 vnd.openxmlformats-officedocument.presentationml.slide vnd.openxmlformats-officedocument.presentationml.slideshow vnd.openxmlformats-officedocument.presentationml.template
application/vnd.openxmlformats-officedocument.presentationml.slide vnd.ms-powerpoint.slide.macroenabled.12
application/vnd.openxmlformats-officedocument.presentationml.slideshow vnd.ms-powerpoint.slideshow.macroenabled.12
application/vnd.openxmlformats-officedocument.presentationml.template vnd.ms-powerpoint.template.macroenabled.12
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet vnd.ms-excel.addin.macroenabled.12 vnd.ms-excel.sheet.binary.macroenabled.12 vnd.ms-excel.sheet.macroenabled.12 vnd.openxmlformats-officedocument.spreadsheetml.template
application/vnd.openxmlformats-officedocument.spreadsheetml.template vnd.ms-excel.template.macroenabled.12
application/vnd.openxmlformats-officedocument.wordprocessingml.document vnd.ms-word.document.macroenabled.12 vnd.openxmlformats-officedocument.wordprocessingml.template
application/vnd.openxmlformats-officedocument.wordprocessingml.template vnd.ms-word.template.macroenabled.12
application/vnd.rar vnd.comicbook-rar
application/xml xhtml+xml image/svg+xml
application/zip epub+zip vnd.oasis.opendocument.text vnd.oasis.opendocument.text-template vnd.oasis.opendocument.text-web vnd.oasis.opendocument.text-master vnd.oasis.opendocument.graphics vnd.oasis.opendocument.graphics-template vnd.oasis.opendocument.presentation vnd.oasis.opendocument.presentation-template vnd.oasis.opendocument.spreadsheet vnd.oasis.opendocument.spreadsheet-template vnd.oasis.opendocument.chart vnd.oasis.opendocument.chart-template vnd.oasis.opendocument.formula vnd.oasis.opendocument.formula-template vnd.oasis.opendocument.database vnd.oasis.opendocument.image vnd.openxmlformats-officedocument.wordprocessingml.document vnd.openxmlformats-officedocument.wordprocessingml.template vnd.openxmlformats-officedocument.presentationml.presentation vnd.openxmlformats-officedocument.presentationml.slide vnd.openxmlformats-officedocument.presentationml.slideshow vnd.openxmlformats-officedocument.presentationml.template vnd.openxmlformats-officedocument.spreadsheetml.sheet vnd.openxmlformats-officedocument.spreadsheetml.template
audio/flac
audio/mp4 m4b
audio/ogg vorbis+ogg flac+ogg opus+ogg speex+ogg
audio/tta
font/sfnt ttf
font/ttf otf
font/woff2
image/dcraw adobe-dng
image/gif
image/jpeg video/mjpeg
image/jxl
image/png apng
image/tiff adobe-dng
image/webp
text/html application/xhtml+xml
text/markdown html
text/plain application/postscript rtf text/html application/xml text/markdown
video/mp4 audio/m4r video/3gpp
video/ogg theora+ogg ogm+ogg
video/webm audio/webm
`
