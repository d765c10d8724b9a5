import type { ReactElement } from 'react'
import { showName } from '../../../shared/showText.js'

/**
 * A file's name, or its folder's path, that cannot reorder the text around it. A name that is too long for its place
 * loses its middle, because its end shows the type of file and often a number. It is one text for screen readers, and
 * is selected and copied as a whole.
 */
export function FileName({ name }: { readonly name: string }): ReactElement {
  const shown = showName(name)
  const end = shown.length > longestWhole ? findEnd(shown) : ''
  return (
    <bdi className="coatcheck-name">
      {end ? (
        <>
          <span className="coatcheck-name-start">{shown.slice(0, -end.length)}</span>
          <span className="coatcheck-name-end">{end}</span>
        </>
      ) : (
        shown
      )}
    </bdi>
  )
}

/** A shorter name fits everywhere. */
const longestWhole = 14

/** The style sheet leaves room for this many characters. Only plain ones: others may depend on their neighbours. */
function findEnd(name: string): string {
  return /[\x20-\x7E]{1,8}$/.exec(name)?.[0] ?? ''
}
