import { type Context, createContext } from 'react'
import type { Messages } from '../../src/locales/messages.ts'
import { en } from '../../src/locales/en.ts'

/** The texts of the language that is chosen in the toolbar. */
export const MessagesContext: Context<Messages> = createContext(en)
