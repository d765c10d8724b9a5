import type { AriaAttributes, HTMLAttributes } from 'react'
import { flag } from '../../shared/part.js'
import type { DropzoneState, UseUploadZoneOptions } from './useUploadZone.js'

/** The props of a part with a zone that belong to the zone's button. */
export type ZoneButtonAttributes = AriaAttributes & { readonly id?: string | undefined }

type ZonePartProps = Omit<HTMLAttributes<HTMLElement>, keyof UseUploadZoneOptions> & UseUploadZoneOptions

const zoneOptions: ReadonlySet<string> = new Set<keyof UseUploadZoneOptions | 'className' | 'children'>([
  'metadata',
  'group',
  'restrictions',
  'multiple',
  'capture',
  'directory',
  'camera',
  'folder',
  'pasteAnywhere',
  'disabled',
  'readOnly',
  'invalid',
  'name',
  'defaultValue',
  'edit',
  'required',
  'onAdd',
  'className',
  'children',
])

/** Splits the props of a part: names and descriptions belong to the button, all other attributes to the root. */
export function splitZoneProps(
  props: Omit<ZonePartProps, 'className' | 'children'>,
): readonly [ZoneButtonAttributes, HTMLAttributes<HTMLElement>] {
  const entries = Object.entries(props)
  return [
    Object.fromEntries(entries.filter(([name]) => isForButton(name))),
    Object.fromEntries(entries.filter(([name]) => !isForButton(name) && !zoneOptions.has(name))),
  ]
}

function isForButton(name: string): boolean {
  return name === 'id' || name.startsWith('aria-')
}

/** The attributes that show the state of a zone. */
export function zoneAttributes(state: DropzoneState): Readonly<Record<`data-${string}`, '' | undefined>> {
  return {
    'data-drop-target': flag(state.isDropTarget),
    'data-rejecting': flag(state.isRejecting),
    'data-dragging': flag(state.isDragging),
    'data-reading': flag(state.isReading),
    'data-disabled': flag(state.isDisabled),
    'data-readonly': flag(state.isReadOnly),
    'data-invalid': flag(state.isInvalid),
    'data-required': flag(state.isRequired),
  }
}
