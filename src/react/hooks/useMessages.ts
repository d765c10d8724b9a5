'use client'

import { useContext } from 'react'
import { en } from '../../locales/en.js'
import type { Messages } from '../../locales/messages.js'
import { CoatcheckContext } from '../provider/context.js'

/** The texts of the surrounding provider's `locale`. Default, and outside a provider: English. */
export function useMessages(): Messages {
  return useContext(CoatcheckContext)?.locale ?? en
}
