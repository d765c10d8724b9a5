import type { Cell } from './Cell.ts'
import { bundlers } from './cells/bundlers.ts'
import { frameworks } from './cells/frameworks.ts'
import { managers } from './cells/managers.ts'
import { nodes } from './cells/nodes.ts'
import { pages } from './cells/pages.ts'
import { reacts } from './cells/reacts.ts'
import { types } from './cells/types.ts'

export const cells: readonly Cell[] = [...bundlers, ...frameworks, ...managers, ...reacts, ...pages, ...types, ...nodes]
