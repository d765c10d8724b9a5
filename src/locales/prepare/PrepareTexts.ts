import type { PrepareNote } from '../../prepare/notes.js'

/** What the steps of `coatcheck/prepare` note of a file, as sentences for the person who picked it. */
export type PrepareTexts = Readonly<Record<PrepareNote, string>>
