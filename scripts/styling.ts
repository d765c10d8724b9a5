import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readStyling } from './styling/readStyling.ts'
import { fillSections, renderStyling } from './styling/renderStyling.ts'

/** Writes the tables of the guide to styling, from what the parts and the sheet say of themselves. */
const path = resolve(import.meta.dirname, '../docs/styling.md')
writeFileSync(path, fillSections(readFileSync(path, 'utf8'), renderStyling(readStyling())))
