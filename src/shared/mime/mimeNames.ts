// Made by scripts/make-mime-table.ts from the shared MIME database 2.2 (freedesktop.org), as far as mime-db 1.54.0 lists
// the types, with the additions that stand in that script. A name without a kind is of the same kind as the one before it.

/** The names of each type that has several; the first counts. */
export const mimeNames: string = `
application/bzip bzip2
application/illustrator vnd.adobe.illustrator
application/javascript text/javascript
application/ms-dos-executable vnd.microsoft.portable-executable msdownload dosexec
application/ole-storage cfb
application/ovf virtualbox-ova
application/pdf image/pdf application/acrobat nappdf
application/rtf text/rtf
application/sql text/sql
application/tar gtar
application/vnd.comicbook-rar cbr
application/vnd.ms-asf video/ms-wm ms-asf ms-asf-plugin
application/vnd.oasis.opendocument.database vnd.sun.xml.base
application/vnd.rar rar rar-compressed
application/xml text/xml
application/yaml text/yaml
application/zip zip-compressed
audio/aac aacp hx-aac-adts
audio/flac+ogg oggflac
audio/midi mid
audio/mobile-xmf vnd.nokia.mobile-xmf
audio/mp4 m4a
audio/mpeg mp3 mpg
audio/mpegurl application/m3u audio/mp3-playlist m3u
audio/ms-asx video/ms-wvx ms-wax ms-wmx application/ms-asx
audio/ms-wma wma
audio/opus+ogg opus
audio/vnd.dts dts
audio/vnd.dts.hd dtshd
audio/vnd.rn-realaudio pn-realaudio vnd.m-realaudio
audio/vorbis+ogg vorbis
audio/wav vnd.wave wave
font/otf application/font-otf
font/ttf application/font-ttf
font/woff application/font-woff
image/avif avif-sequence
image/bmp ms-bmp
image/emf application/emf
image/g3fax fax-g3
image/heif heic heic-sequence heif-sequence
image/jp2 jpeg2000 jpeg2000-image
image/jpeg pjpeg jpg
image/tga application/tga targa image/targa icb
image/vnd.adobe.photoshop psd photoshop application/photoshop
image/vnd.djvu djvu x.djvu
image/vnd.microsoft.icon application/ico image/ico icon text/ico
image/vnd.zbrush.pcx pcx
image/wmf win-metafile application/wmf msmetafile
image/xpixmap xpm
text/calendar vcalendar application/ics
text/csrc c
text/csv comma-separated-values
text/opml+xml opml
text/tex application/tex
text/troff application/troff
text/vcard directory
text/vnd.trolltech.linguist application/linguist text/vnd.qt.linguist
video/3gpp 3gp audio/3gpp rn-3gpp-amr rn-3gpp-amr-wb
video/3gpp2 audio/3gpp2
video/flic fli
video/flv application/flash-video flv-application/octet-stream
video/mp4 mp4v-es m4v
video/mpeg mpeg-system mpeg2
video/msvideo avi divx vnd.divx
video/ogm+ogg ogm
video/theora+ogg theora
video/vnd.mpegurl mpegurl
video/vnd.vivo vivo
`
