import type { ReactElement } from 'react'
import { drawIcon } from '../../shared/icons.js'

/** Paths as in `icons.tsx`, loaded only with what changes files. */
const paths = {
  download: 'M8 2.3v8M4.8 7.3L8 10.5l3.2-3.2M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2',
  copyLinks:
    'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.9-.9',
  edit: 'M3 13l.7-2.9L10.6 3.2a1 1 0 0 1 1.4 0l.8.8a1 1 0 0 1 0 1.4L5.9 12.3z',
  delete:
    'M3 4.5h10M6.3 4.5V3.2a.7.7 0 0 1 .7-.7h2a.7.7 0 0 1 .7.7v1.3M4.3 4.5l.5 8a1 1 0 0 0 1 1h4.4a1 1 0 0 0 1-1l.5-8',
  move: 'M8 2.5v11M2.5 8h11M6.3 4.2L8 2.5l1.7 1.7M6.3 11.8L8 13.5l1.7-1.7M4.2 6.3L2.5 8l1.7 1.7M11.8 6.3L13.5 8l-1.7 1.7',
} as const

export type GalleryIconName = keyof typeof paths

/** A decorative line drawing, hidden from screen readers. */
export function GalleryIcon({ name }: { readonly name: GalleryIconName }): ReactElement {
  return drawIcon(paths[name])
}
