export * from './core.js'
export { en } from './locales/en.js'
export { mergeMessages, type PartialMessages } from './react/provider/mergeMessages.js'
export type { AnnouncedFiles, Announcement, ErrorText, Messages } from './locales/messages.js'

export {
  UploadProvider,
  type BackendProviderProps,
  type UploaderProviderProps,
  type UploadProviderProps,
} from './react/provider/UploadProvider.js'
export { useMessages } from './react/hooks/useMessages.js'
export { useObjectUrl } from './react/hooks/useObjectUrl.js'
export { useRejections } from './react/hooks/useRejections.js'
export { useUpload } from './react/hooks/useUpload.js'
export { useUploader } from './react/hooks/useUploader.js'
export { useUploads, type UseUploadsOptions } from './react/hooks/useUploads.js'
export { useUploadTotals } from './react/hooks/useUploadTotals.js'

export { AvatarField, type AvatarFieldProps, type AvatarFieldState } from './react/parts/avatar-field/AvatarField.js'
export type { Doctor, DoctorOptions } from './react/parts/doctor/Doctor.js'
export { DoctorButton, type DoctorButtonProps } from './react/parts/doctor/DoctorButton.js'
export { Dropzone, type DropzoneProps } from './react/parts/dropzone/Dropzone.js'
export {
  useUploadZone,
  type DropzoneState,
  type UploadZone,
  type UseUploadZoneOptions,
  type ZoneButtonProps,
  type ZoneDragHandlers,
  type ZoneInputProps,
  type ZoneRootProps,
} from './react/parts/dropzone/useUploadZone.js'
export { RejectionList, type RejectionListProps } from './react/parts/rejection-list/RejectionList.js'
export { describeReason } from './react/parts/rejection-list/describeReason.js'
export {
  UploadList,
  type UploadListPart,
  type UploadListProps,
  type UploadListState,
} from './react/parts/upload-list/UploadList.js'
export { describeStatus, type StatusText } from './react/parts/upload-row/status/describeStatus.js'
export { UploadActions, type UploadActionsProps } from './react/parts/upload-row/UploadActions.js'
export { UploadName, type UploadNameProps } from './react/parts/upload-row/UploadName.js'
export { UploadNotes, type UploadNotesProps } from './react/parts/upload-row/UploadNotes.js'
export { UploadProgress, type UploadProgressProps } from './react/parts/upload-row/UploadProgress.js'
export { UploadRow, type UploadRowProps } from './react/parts/upload-row/UploadRow.js'
export { UploadSize, type UploadSizeProps } from './react/parts/upload-row/UploadSize.js'
export { UploadStatus, type UploadStatusProps } from './react/parts/upload-row/UploadStatus.js'
export { UploadThumbnail, type UploadThumbnailProps } from './react/parts/upload-row/UploadThumbnail.js'
export { UploadSummary, type UploadSummaryProps } from './react/parts/upload-summary/UploadSummary.js'

export {
  UploadButton,
  type UploadButtonProps,
  type UploadButtonState,
  type UploadButtonStatus,
} from './react/parts/upload-button/UploadButton.js'
export {
  UploadGrid,
  type UploadGridPart,
  type UploadGridProps,
  type UploadGridState,
} from './react/parts/upload-grid/UploadGrid.js'
export { UploadTile, type UploadTileProps } from './react/parts/upload-grid/UploadTile.js'
export { UploadPanel, type UploadPanelProps, type UploadPanelState } from './react/parts/upload-panel/UploadPanel.js'
export { UploadPanelFooter, type UploadPanelFooterProps } from './react/parts/upload-panel/UploadPanelFooter.js'
export { UploadPanelStatus, type UploadPanelStatusProps } from './react/parts/upload-panel/UploadPanelStatus.js'
export { UploadPanelZone, type UploadPanelZoneProps } from './react/parts/upload-panel/UploadPanelZone.js'
export { UploadTray, type UploadTrayProps, type UploadTrayState } from './react/parts/upload-tray/UploadTray.js'

export {
  BlurhashImage,
  type BlurhashImageProps,
  type BlurhashImageState,
} from './react/parts/blurhash-image/BlurhashImage.js'
export { Gallery, type GalleryProps, type GalleryState } from './react/parts/gallery/Gallery.js'
export { GalleryTile, type GalleryTileProps, type GalleryTileState } from './react/parts/gallery/tile/GalleryTile.js'
export { GalleryTileActions, type GalleryTileActionsProps } from './react/parts/gallery/tile/GalleryTileActions.js'
export { GalleryTileFace, type GalleryTileFaceProps } from './react/parts/gallery/tile/GalleryTileFace.js'
export { type GalleryTileContents, useGalleryTile } from './react/parts/gallery/tile/tileContext.js'
export {
  galleryOptions,
  type GalleryData,
  type GalleryOptions,
  type GalleryPage,
  type GalleryQueryKey,
  type GalleryQueryOptions,
} from './react/parts/gallery/galleryOptions.js'
export {
  type GalleryLayoutOptions,
  type GalleryLayoutResult,
  type PlacedTile,
  useGalleryLayout,
} from './react/parts/gallery/layout/useGalleryLayout.js'
export { type GalleryLayout } from './react/parts/gallery/layout/arrangeTiles.js'
export { type TileBox } from './react/parts/gallery/layout/Arrangement.js'
export { type TileSizes } from './react/parts/gallery/layout/readMetrics.js'
export { useDownloadUrl, type UsableUrl, type UseDownloadUrlOptions } from './react/parts/gallery/url/useDownloadUrl.js'
export {
  useGallery,
  type GalleryItem,
  type GalleryResult,
  type UseGalleryOptions,
} from './react/parts/gallery/useGallery.js'
export {
  confirmKey,
  fileUrlKey,
  galleryKey,
  isCoatcheckQuery,
  ticketKey,
  type CallKey,
} from './react/query/queryKeys.js'
