import { en, type Messages } from 'coatcheck'
import { type Context, createContext } from 'react'

/** The texts in the language that the user has chosen in the header. */
export const MessagesContext: Context<Messages> = createContext(en)
