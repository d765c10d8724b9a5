import type { ReactElement } from 'react'

/** Paths on a 16 by 16 grid, drawn with lines 1.5 units wide. */
const paths = {
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3.2v9.6l7.5-4.8z',
  cancel: 'M4 4l8 8M12 4l-8 8',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.9h-2.9',
  clear: 'M4 4l8 8M12 4l-8 8',
  choose:
    'M1.8 12.2V3.8a1 1 0 0 1 1-1h3l1.4 1.6h5a1 1 0 0 1 1 1v1.4M1.8 12.2l2-5.4h10.6l-2 5.4a1 1 0 0 1-.9.7H2.6a.8.8 0 0 1-.8-.7z',
  dismiss: 'M4 4l8 8M12 4l-8 8',
  done: 'M3.5 8.5l3 3 6-7',
  failed: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 5v3.4M8 10.9v.1',
  upload: 'M8 10.5v-8M4.8 5.5L8 2.3l3.2 3.2M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2',
  fold: 'M4 6l4 4 4-4',
  file: 'M9.5 1.8h-5a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V4.8zM9.5 1.8v3h3',
  camera:
    'M1.8 5.2a1 1 0 0 1 1-1h2l1-1.7h4.4l1 1.7h2a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H2.8a1 1 0 0 1-1-1zM10.4 8.5a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0z',
  person: 'M10.8 5.2a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM2.8 13.6a5.2 5.2 0 0 1 10.4 0',
  image:
    'M2.5 3.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM2.7 11.3L6 8l2.3 2.3L10.5 8l2.8 2.8M10 5.5v.2',
  video: 'M1.8 4.5a1 1 0 0 1 1-1h6.4a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H2.8a1 1 0 0 1-1-1zM10.2 7l4-2.3v6.6l-4-2.3z',
  audio:
    'M6 11.8V3.6l6.5-1.3v8.2M6 11.8a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0zM12.5 10.5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z',
  text: 'M9.5 1.8h-5a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V4.8zM9.5 1.8v3h3M5.8 8h4.4M5.8 10.8h3',
  archive: 'M2 2.5h12v3H2zM3 5.5v7a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-7M6.5 8.3h3',
} as const

export type IconName = keyof typeof paths

/** A decorative line drawing, hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return drawIcon(paths[name])
}

/** Draws an icon whose path is not among these, because few pages need it. */
export function drawIcon(path: string): ReactElement {
  return (
    <svg className="coatcheck-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
