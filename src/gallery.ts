export type { GalleryTexts } from './locales/gallery/GalleryTexts.js'
export { describeRefusal } from './react/verbs/texts/describeRefusal.js'
export { useGalleryTexts } from './react/verbs/texts/useGalleryTexts.js'
export { GalleryLightbox, type GalleryLightboxProps } from './react/parts/lightbox/GalleryLightbox.js'
export type { FailedDeletion, PendingDeletion } from './react/verbs/Deletions.js'
export { useDeleteFile, type DeleteFile } from './react/verbs/useDeleteFile.js'
export { useDeleteFiles, type DeleteFiles, type DeleteFilesOptions } from './react/verbs/useDeleteFiles.js'
export { useUpdateFile, type UpdateFile, type UpdateFileOptions } from './react/verbs/useUpdateFile.js'
export {
  useReorder,
  type Reorder,
  type ReorderEvent,
  type ReorderHandleProps,
  type Reordering,
  type ReorderItemProps,
  type UseReorderOptions,
} from './react/verbs/reorder/useReorder.js'
export {
  useSelection,
  type Selection,
  type SelectionCheckboxProps,
  type SelectionItemProps,
  type UseSelectionOptions,
} from './react/verbs/selection/useSelection.js'
export { ManagedGallery, type ManagedGalleryProps } from './react/parts/managed-gallery/ManagedGallery.js'
export { ManagedTile, type ManagedTileProps } from './react/parts/managed-gallery/ManagedTile.js'
export type { GalleryAction } from './react/parts/managed-gallery/useGalleryActions.js'
