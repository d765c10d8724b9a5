'use client'

import { type Context, createContext, useContext } from 'react'
import type { UploadZone } from '../dropzone/useUploadZone.js'
import type { ZoneButtonAttributes } from '../dropzone/zoneProps.js'
import type { Batch } from '../upload-summary/useBatch.js'

/** What a panel shares with its zone, status and footer. */
export interface Panel {
  readonly zone: UploadZone
  readonly group: string | undefined
  /** The name of the form field. */
  readonly name: string | undefined
  readonly batch: Batch
  /** The `id` and `aria-*` of the panel, which belong to the zone's button. */
  readonly buttonProps: ZoneButtonAttributes
}

/** The surrounding panel. */
export const PanelContext: Context<Panel | null> = createContext<Panel | null>(null)

/** Returns the surrounding panel. */
export function usePanel(part: string): Panel {
  const panel = useContext(PanelContext)
  if (!panel) throw new Error(`<${part}> must be used inside <UploadPanel>.`)
  return panel
}
