/* oxlint-disable no-control-regex -- the signatures of binary files are made of control characters */

/** A pattern for the first bytes, read as one character each, and the type that they stand for. */
export type Signature = readonly [pattern: RegExp, type: string]

/**
 * Follows the WHATWG MIME Sniffing standard where that has a pattern, and uses the names that browsers give to files.
 * The first match counts. Short patterns include what has to follow, so that a text does not pass for a picture.
 * @see https://mimesniff.spec.whatwg.org/
 */
export const signatures: readonly Signature[] = [
  // pictures
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBPVP8/, 'image/webp'],
  [/^[^]{4}ftyp(avif|avis|(mif1|msf1|miaf)[^]{4}([^]{4})*?(avif|avis))/, 'image/avif'],
  [/^[^]{4}ftyp(hei[cmsx]|mif1[^]{4}([^]{4})*?hei[cmsx])/, 'image/heic'],
  [/^[^]{4}ftyp(hev[cmsx]|msf1[^]{4}([^]{4})*?hev[cmsx])/, 'image/heic-sequence'],
  [/^[^]{4}ftypmif1/, 'image/heif'],
  [/^BM[^]{4}\0{4}[^]{2}\0\0[\x0c-\x7c]\0{3}/, 'image/bmp'],
  [/^\0\0[\x01\x02]\0[^\0]\0[^]{3}\0/, 'image/x-icon'],
  [/^(\xff\x0a|\0{3}\x0cJXL \r\n\x87\n)/, 'image/jxl'],
  [/^8BPS\0[\x01\x02]\0{6}/, 'image/vnd.adobe.photoshop'],
  [/^(II\*\0|MM\0\*)/, 'image/tiff'],
  // documents
  [/^%PDF-/, 'application/pdf'],
  [/^\{\\rtf/, 'application/rtf'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'application/x-cfb'],
  // archives; zip has rules of its own
  [/^\x1f\x8b\x08/, 'application/gzip'],
  [/^7z\xbc\xaf\x27\x1c/, 'application/x-7z-compressed'],
  [/^Rar!\x1a\x07/, 'application/vnd.rar'],
  [/^BZh[1-9](1AY&SY|\x17rE8P\x90)/, 'application/x-bzip2'],
  [/^[^]{257}ustar/, 'application/x-tar'],
  // audio and video
  [/^[^]{4}ftypM4[ABP] /, 'audio/mp4'],
  [/^[^]{4}ftypqt {2}|^\0[^]{3}(moov|mdat|wide)/, 'video/quicktime'],
  [/^[^]{4}ftyp3g[2egprs]/, 'video/3gpp'],
  [/^[^]{4}ftyp(mp4|iso|avc1|dash|M4V |MSNV|mmp4|f4v |cmf|XAVC)/, 'video/mp4'],
  [/^[^]{4}ftyp[^]{8}([^]{4})*?mp4/, 'video/mp4'],
  [/^\x1aE\xdf\xa3[^]{0,60}B\x82.webm/, 'video/webm'],
  [/^\x1aE\xdf\xa3[^]{0,60}B\x82.matroska/, 'video/x-matroska'],
  [/^RIFF[^]{4}WAVE/, 'audio/wav'],
  [/^RIFF[^]{4}AVI /, 'video/x-msvideo'],
  [/^FORM[^]{4}AIF[CF]/, 'audio/aiff'],
  [/^OggS\0[^]{0,60}(OpusHead|\x01vorbis|Speex|\x7fFLAC)/, 'audio/ogg'],
  [/^OggS\0[^]{0,60}\x80theora/, 'video/ogg'],
  [/^OggS\0/, 'application/ogg'],
  [/^fLaC/, 'audio/flac'],
  [/^ID3[\x02-\x04]/, 'audio/mpeg'],
  [/^\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]/, 'audio/mpeg'],
  [/^\xff[\xf0\xf1\xf8\xf9][\x40-\xff]/, 'audio/aac'],
  [/^\0\0\x01[\xba\xb3]/, 'video/mpeg'],
  [/^0&\xb2u\x8ef\xcf\x11/, 'video/x-ms-asf'],
  // fonts and programs
  [/^wOFF/, 'font/woff'],
  [/^wOF2/, 'font/woff2'],
  [/^OTTO\0/, 'font/otf'],
  [/^\0\x01\0\0\0[\x04-\x40]/, 'font/ttf'],
  [/^MZ[^]{56}[^]{2}[^]{0,400}PE\0\0/, 'application/vnd.microsoft.portable-executable'],
]
