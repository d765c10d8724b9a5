export * from './core.js'
export { en } from './locales/en.js'
export type { BatchNews, ErrorText, Messages } from './locales/messages.js'

export {
  UploadProvider,
  type BackendProviderProps,
  type UploaderProviderProps,
  type UploadProviderProps,
} from './react/UploadProvider.js'
export { useMessages } from './react/useMessages.js'
export { useRejections } from './react/useRejections.js'
export { useUpload } from './react/useUpload.js'
export { useUploader } from './react/useUploader.js'
export { useUploads, type UseUploadsOptions } from './react/useUploads.js'
export { useUploadTotals } from './react/useUploadTotals.js'

export type { Doctor, DoctorOptions } from './react/doctor/Doctor.js'
export { DoctorButton, type DoctorButtonProps } from './react/doctor/DoctorButton.js'
export { Dropzone, type DropzoneProps, type DropzoneState } from './react/dropzone/Dropzone.js'
export { RejectionList, type RejectionListProps } from './react/rejection-list/RejectionList.js'
export { describeReason } from './react/rejection-list/describeReason.js'
export {
  UploadList,
  type UploadListPart,
  type UploadListProps,
  type UploadListState,
} from './react/upload-list/UploadList.js'
export { describeStatus, type StatusText } from './react/upload-row/describeStatus.js'
export { UploadActions, type UploadActionsProps } from './react/upload-row/UploadActions.js'
export { UploadName, type UploadNameProps } from './react/upload-row/UploadName.js'
export { UploadProgress, type UploadProgressProps } from './react/upload-row/UploadProgress.js'
export { UploadRow, type UploadRowProps } from './react/upload-row/UploadRow.js'
export { UploadSize, type UploadSizeProps } from './react/upload-row/UploadSize.js'
export { UploadStatus, type UploadStatusProps } from './react/upload-row/UploadStatus.js'
export { UploadThumbnail, type UploadThumbnailProps } from './react/upload-row/UploadThumbnail.js'
export { UploadSummary, type UploadSummaryProps } from './react/upload-summary/UploadSummary.js'

export {
  BlurhashImage,
  type BlurhashImageProps,
  type BlurhashImageState,
} from './react/blurhash-image/BlurhashImage.js'
export { Gallery, type GalleryProps, type GalleryState } from './react/gallery/Gallery.js'
export { GalleryTile, type GalleryTileProps, type GalleryTileState } from './react/gallery/GalleryTile.js'
export {
  galleryOptions,
  type GalleryData,
  type GalleryOptions,
  type GalleryPage,
  type GalleryQueryKey,
  type GalleryQueryOptions,
} from './react/gallery/galleryOptions.js'
export { useDownloadUrl, type UsableUrl, type UseDownloadUrlOptions } from './react/gallery/useDownloadUrl.js'
export { useGallery, type GalleryItem, type GalleryResult, type UseGalleryOptions } from './react/gallery/useGallery.js'
export { confirmKey, fileUrlKey, galleryKey, isCoatcheckQuery, ticketKey, type CallKey } from './react/queryKeys.js'
