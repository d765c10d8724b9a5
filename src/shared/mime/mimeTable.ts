// Made by scripts/make-mime-table.ts from the shared MIME database 2.2 (freedesktop.org), as far as mime-db 1.54.0 lists
// the types, with the additions that stand in that script. A name without a kind is of the same kind as the one before it.

/** The names of each type that has several, or that the sniffer knows; the first counts. */
export const mimeNames: string = `
application/gzip x-gzip
application/illustrator vnd.adobe.illustrator
application/javascript x-javascript text/javascript
application/ogg x-ogg
application/ovf x-virtualbox-ova
application/pdf x-pdf image/pdf application/acrobat nappdf
application/rtf text/rtf
application/sql text/x-sql
application/vnd.comicbook-rar x-cbr
application/vnd.ms-asf video/x-ms-wm x-ms-asf x-ms-asf-plugin
application/vnd.oasis.opendocument.database vnd.sun.xml.base
application/vnd.rar x-rar x-rar-compressed
application/x-7z-compressed
application/x-bzip x-bzip2 bzip2
application/x-ms-dos-executable vnd.microsoft.portable-executable x-msdownload x-dosexec
application/x-ole-storage x-cfb
application/x-tar x-gtar
application/x-yaml text/yaml x-yaml application/yaml
application/xml text/xml
application/zip x-zip-compressed x-zip
audio/aac x-aac aacp x-hx-aac-adts
audio/amr amr-encrypted
audio/amr-wb amr-wb-encrypted
audio/flac x-flac
audio/midi x-midi mid
audio/mobile-xmf vnd.nokia.mobile-xmf
audio/mp4 x-m4a m4a
audio/mpeg x-mp3 x-mpg x-mpeg mp3
audio/ogg x-ogg
audio/vnd.dts x-dts
audio/vnd.dts.hd x-dtshd
audio/vnd.rn-realaudio x-pn-realaudio vnd.m-realaudio
audio/x-aiff aiff
audio/x-flac+ogg x-oggflac
audio/x-matroska matroska
audio/x-mpegurl mpegurl application/m3u audio/x-mp3-playlist m3u x-m3u
audio/x-ms-asx video/x-ms-wvx x-ms-wax x-ms-wmx application/x-ms-asx
audio/x-ms-wma wma
audio/x-opus+ogg opus
audio/x-tta tta
audio/x-vorbis+ogg vorbis x-vorbis
audio/x-wav wav vnd.wave wave
font/otf application/x-font-otf
font/ttf application/x-font-ttf
font/woff application/font-woff
font/woff2
image/avif avif-sequence
image/bmp x-bmp x-ms-bmp
image/emf x-emf application/x-emf emf
image/g3fax fax-g3
image/gif
image/heif heic heic-sequence heif-sequence
image/jp2 jpeg2000 jpeg2000-image x-jpeg2000-image
image/jpeg pjpeg jpg
image/jxl
image/png x-png
image/vnd.adobe.photoshop psd x-psd photoshop x-photoshop application/photoshop x-photoshop
image/vnd.djvu x-djvu x.djvu
image/vnd.microsoft.icon application/ico image/ico icon x-ico x-icon text/ico
image/vnd.zbrush.pcx x-pcx
image/webp
image/wmf x-wmf x-win-metafile application/x-wmf wmf x-msmetafile
image/x-tga application/tga x-targa x-tga image/targa tga x-icb x-targa
image/x-xpixmap x-xpm
text/calendar x-vcalendar application/ics
text/csv x-comma-separated-values x-csv
text/markdown x-markdown
text/troff application/x-troff text/x-troff
text/vcard directory x-vcard
text/vnd.trolltech.linguist application/x-linguist text/vnd.qt.linguist
text/x-csrc x-c
text/x-opml+xml x-opml
text/x-tex application/x-tex
video/3gpp 3gp audio/3gpp video/3gpp-encrypted audio/3gpp-encrypted x-rn-3gpp-amr x-rn-3gpp-amr-encrypted x-rn-3gpp-amr-wb x-rn-3gpp-amr-wb-encrypted
video/3gpp2 audio/3gpp2
video/mp4 mp4v-es x-m4v
video/mpeg x-mpeg mpeg-system x-mpeg-system x-mpeg2
video/ogg x-ogg
video/vnd.mpegurl x-mpegurl
video/vnd.vivo vivo
video/x-flic fli x-fli
video/x-flv application/x-flash-video flv-application/octet-stream video/flv
video/x-matroska matroska
video/x-msvideo x-avi avi divx msvideo vnd.divx
video/x-ogm+ogg x-ogm
video/x-theora+ogg x-theora
`

/** A type, and the types that are special cases of it or kept in it. */
export const mimeChildren: string = `
application/gzip x-tar image/svg+xml
application/mp4 audio/aac mp4 video/mp4 3gpp 3gpp2 quicktime
application/ogg audio/ogg video/ogg
application/pdf postscript illustrator
application/postscript x-font-type1
application/vnd.ms-asf audio/x-ms-wma video/x-ms-wmv
application/vnd.openxmlformats-officedocument.presentationml.presentation vnd.ms-powerpoint.presentation.macroenabled.12 vnd.openxmlformats-officedocument.presentationml.slide vnd.openxmlformats-officedocument.presentationml.slideshow vnd.openxmlformats-officedocument.presentationml.template
application/vnd.openxmlformats-officedocument.presentationml.slide vnd.ms-powerpoint.slide.macroenabled.12
application/vnd.openxmlformats-officedocument.presentationml.slideshow vnd.ms-powerpoint.slideshow.macroenabled.12
application/vnd.openxmlformats-officedocument.presentationml.template vnd.ms-powerpoint.template.macroenabled.12
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet vnd.ms-excel.addin.macroenabled.12 vnd.ms-excel.sheet.binary.macroenabled.12 vnd.ms-excel.sheet.macroenabled.12 vnd.openxmlformats-officedocument.spreadsheetml.template
application/vnd.openxmlformats-officedocument.spreadsheetml.template vnd.ms-excel.template.macroenabled.12
application/vnd.openxmlformats-officedocument.wordprocessingml.document vnd.ms-word.document.macroenabled.12 vnd.openxmlformats-officedocument.wordprocessingml.template
application/vnd.openxmlformats-officedocument.wordprocessingml.template vnd.ms-word.template.macroenabled.12
application/vnd.rar vnd.comicbook-rar
application/x-iff audio/x-aiff
application/x-matroska video/x-matroska x-matroska-3d audio/x-matroska video/webm
application/x-ole-storage vnd.openxmlformats-officedocument.wordprocessingml.document vnd.openxmlformats-officedocument.presentationml.presentation vnd.openxmlformats-officedocument.spreadsheetml.sheet
application/x-tar ovf
application/xml xhtml+xml image/svg+xml
application/zip epub+zip vnd.oasis.opendocument.text vnd.oasis.opendocument.text-template vnd.oasis.opendocument.text-web vnd.oasis.opendocument.text-master vnd.oasis.opendocument.graphics vnd.oasis.opendocument.graphics-template vnd.oasis.opendocument.presentation vnd.oasis.opendocument.presentation-template vnd.oasis.opendocument.spreadsheet vnd.oasis.opendocument.spreadsheet-template vnd.oasis.opendocument.chart vnd.oasis.opendocument.chart-template vnd.oasis.opendocument.formula vnd.oasis.opendocument.formula-template vnd.oasis.opendocument.database vnd.oasis.opendocument.image vnd.openxmlformats-officedocument.wordprocessingml.document vnd.openxmlformats-officedocument.wordprocessingml.template vnd.openxmlformats-officedocument.presentationml.presentation vnd.openxmlformats-officedocument.presentationml.slide vnd.openxmlformats-officedocument.presentationml.slideshow vnd.openxmlformats-officedocument.presentationml.template vnd.openxmlformats-officedocument.spreadsheetml.sheet vnd.openxmlformats-officedocument.spreadsheetml.template
audio/mp4 x-m4b
audio/ogg x-vorbis+ogg x-flac+ogg x-opus+ogg x-speex+ogg
font/sfnt ttf
font/ttf otf
image/jpeg video/x-mjpeg
image/png apng
image/tiff x-adobe-dng
image/x-dcraw x-adobe-dng
text/html application/xhtml+xml
text/markdown html
text/plain application/postscript rtf text/html application/xml text/markdown
video/mp4 audio/x-m4r video/3gpp
video/ogg x-theora+ogg x-ogm+ogg
video/webm audio/webm
`
