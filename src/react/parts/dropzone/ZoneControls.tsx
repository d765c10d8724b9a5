'use client'

import { Fragment, type ReactElement, type ReactNode, useId } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { ZoneSources } from './ZoneSources.js'
import type { UploadZone } from './useUploadZone.js'
import type { ZoneButtonAttributes } from './zoneProps.js'

interface ZoneControlsProps {
  readonly zone: UploadZone
  /** The name of the form field. */
  readonly name: string | undefined
  readonly buttonProps: ZoneButtonAttributes
  /**
   * Names the layout. When it changes, everything but the button and the fields is created anew, because elements that
   * move would count as a layout shift.
   */
  readonly layout?: string
  /** The content of the button. */
  readonly children: ReactNode
}

/** What is inside a zone: the button, the limits, a notice about the last drop, and the fields of the form. */
export function ZoneControls({ zone, name, buttonProps, layout, children }: ZoneControlsProps): ReactElement {
  const { limits, notice, isRequired, isDisabled, isReadOnly } = zone.state
  const { dropzone } = useMessages()
  const limitsId = useId()
  const mustHaveFile = isRequired && !isDisabled && !isReadOnly
  const description = [mustHaveFile && dropzone.required, ...limits].filter(Boolean).join(' · ')
  return (
    <>
      <button
        {...zone.getButtonProps()}
        className="coatcheck-dropzone-button"
        {...buttonProps}
        aria-describedby={joinIds(buttonProps['aria-describedby'], description && limitsId)}
      >
        <Fragment key={layout}>{children}</Fragment>
      </button>
      <Fragment key={layout}>
        <ZoneSources zone={zone} />
        {description && (
          <p id={limitsId} className="coatcheck-dropzone-limits">
            {description}
          </p>
        )}
        {notice && <p className="coatcheck-dropzone-notice">{notice}</p>}
      </Fragment>
      <ZoneFields zone={zone} name={name} label={buttonProps['aria-label']} />
    </>
  )
}

interface ZoneFieldsProps extends Pick<ZoneControlsProps, 'zone' | 'name'> {
  /** The accessible name of the file input, in place of its own. */
  readonly label: string | undefined
}

/** The file input, and what the form sends. */
export function ZoneFields({ zone, name, label }: ZoneFieldsProps): ReactElement {
  const inputProps = zone.getInputProps()
  return (
    <>
      <input {...inputProps} aria-label={label ?? inputProps['aria-label']} />
      {name !== undefined && zone.values.map((id) => <input key={id} type="hidden" name={name} value={id} />)}
    </>
  )
}

/** Joins ids for `aria-describedby`, of which some may be missing. */
export function joinIds(...ids: readonly (string | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
