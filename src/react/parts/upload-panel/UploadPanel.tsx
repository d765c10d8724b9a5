'use client'

import { type CSSProperties, type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useId } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { useCoatcheck } from '../../provider/context.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { type DropzoneState, useUploadZone, type UseUploadZoneOptions } from '../dropzone/useUploadZone.js'
import { splitZoneProps, zoneAttributes } from '../dropzone/zoneProps.js'
import { PanelContext } from './panelContext.js'
import { UploadPanelStatus } from './UploadPanelStatus.js'
import { UploadPanelZone } from './UploadPanelZone.js'
import { useBatch } from '../upload-summary/useBatch.js'

/** The state that the `className` and children functions of an {@link UploadPanel} receive. */
export interface UploadPanelState extends DropzoneState {
  /** There is no upload, so the zone fills the panel. `[data-empty]` */
  readonly isEmpty: boolean
  /** Something is under way. `[data-busy]` */
  readonly isBusy: boolean
  /** The totals of the panel's group. `[data-failed]` says that some of them failed. */
  readonly totals: Totals
}

interface UploadPanelOwnProps extends UseUploadZoneOptions {
  /** Stands above the zone: text, or a heading of the level that fits the page. */
  readonly title?: ReactNode
  /** How much room the rows take. Compact rows leave the time and the speed to the totals. `[data-density]` @default 'comfortable' */
  readonly density?: 'comfortable' | 'compact' | undefined
  readonly className?: ClassName<UploadPanelState>
  /** Parts and any other content below the title. Default: zone, status, list and footer. */
  readonly children?: ReactNode | ((state: UploadPanelState) => ReactNode)
}

/** Props of {@link UploadPanel}. */
export type UploadPanelProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadPanelOwnProps>

/**
 * Everything for uploading in one frame: a dropzone, the progress of all files, the rejected ones, a row for each, and
 * buttons for all of them. Files can be dropped anywhere on it. Empty, it is a dropzone; with the first file the zone
 * becomes one line, and the first row takes the room, so that nothing around the panel moves.
 *
 * It is a form field as `Dropzone` is: `id` and `aria-*` go to the zone's button.
 * @throws {Error} outside an `UploadProvider`.
 * @throws {TypeError} if `restrictions`, `metadata` or `group` cannot work.
 * @example <UploadPanel title="Photos" restrictions={{ accept: 'image/*', maxFiles: 20 }} />
 * @example
 * <UploadPanel group="photos">
 *   <UploadPanelZone />
 *   <UploadPanelStatus />
 *   <UploadGrid group="photos" />
 *   <UploadPanelFooter><MyButton /></UploadPanelFooter>
 * </UploadPanel>
 */
export const UploadPanel: Part<HTMLDivElement, UploadPanelProps> = forwardRef(function UploadPanel(
  props: UploadPanelProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  useCoatcheck('UploadPanel')
  const { title, density = 'comfortable', className, children, ...zoneProps } = props
  const { group, name } = zoneProps
  const zone = useUploadZone(zoneProps)
  const [buttonProps, rootProps] = splitZoneProps(zoneProps)
  const { ref: setRoot, ...dragHandlers } = zone.getRootProps(zoneProps)
  const batch = useBatch('UploadPanel', group)
  const { totals, isBusy } = batch
  const titleId = useId()
  const isEmpty = totals.count === 0
  const state: UploadPanelState = { ...zone.state, isEmpty, isBusy, totals }
  return (
    <PanelContext.Provider value={{ zone, group, name, batch, buttonProps }}>
      <div
        role={title === undefined ? undefined : 'group'}
        aria-labelledby={title === undefined ? undefined : titleId}
        {...rootProps}
        {...dragHandlers}
        ref={useMergedRef<HTMLDivElement>(ref, setRoot)}
        className={joinClasses('coatcheck-upload-panel', className, state)}
        {...zoneAttributes(zone.state)}
        data-density={density}
        data-empty={flag(isEmpty)}
        data-busy={flag(isBusy)}
        data-failed={flag(totals.failed > 0)}
      >
        {title !== undefined && (
          <div id={titleId} className="coatcheck-panel-title">
            {title}
          </div>
        )}
        {typeof children === 'function'
          ? children(state)
          : (children ?? <DefaultParts group={group} count={totals.count} />)}
      </div>
    </PanelContext.Provider>
  )
})

const rowsChunk = createChunk(() => import('./PanelRows.js'))

interface DefaultPartsProps {
  readonly group: string | undefined
  readonly count: number
}

/** The rows are loaded after the first paint, because an empty panel has none. Until then, their room is kept. */
function DefaultParts({ group, count }: DefaultPartsProps): ReactNode {
  const loaded = useChunk(rowsChunk, true)
  return (
    <>
      <UploadPanelZone />
      <UploadPanelStatus />
      {loaded ? (
        <loaded.PanelRows group={group} />
      ) : (
        <div className="coatcheck-panel-pending" style={{ '--coatcheck-count': count } as CSSProperties} />
      )}
    </>
  )
}
