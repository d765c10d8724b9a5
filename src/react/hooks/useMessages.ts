'use client'

import { useContext } from 'react'
import { en } from '../../locales/en.js'
import type { Messages } from '../../locales/messages.js'
import { CoatcheckContext } from '../provider/context.js'

/** The words of the provider's `locale`; English by default. */
export function useMessages(): Messages {
  return useContext(CoatcheckContext)?.locale ?? en
}
