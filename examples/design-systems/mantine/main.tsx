import '@mantine/core/styles.css'
import {
  Alert,
  Avatar,
  Button,
  CloseButton,
  Container,
  Group,
  MantineProvider,
  Paper,
  Progress,
  Stack,
  Text,
} from '@mantine/core'
import {
  canCancel,
  canRemove,
  canRetry,
  describeReason,
  describeStatus,
  isResting,
  type Upload,
  UploadProvider,
  useMessages,
  useObjectUrl,
  useRejections,
  useUploader,
  useUploads,
  useUploadZone,
} from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'
import { useNow } from '../useNow'

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <MantineProvider defaultColorScheme="auto">
      <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxSizeBytes: 20_000_000 }}>
        <Container size="xs" py="xl">
          <Stack>
            <Zone />
            <Rejections />
            <Uploads />
          </Stack>
        </Container>
      </UploadProvider>
    </MantineProvider>
  )
}

function Zone() {
  const zone = useUploadZone()
  const { dropzone } = useMessages()
  const { isDropTarget, isMultiple, limits, notice } = zone.state
  return (
    <Paper
      {...zone.getRootProps()}
      withBorder
      p="xl"
      ta="center"
      style={{ borderStyle: 'dashed', ...(isDropTarget && { borderColor: 'var(--mantine-primary-color-filled)' }) }}
    >
      <Button {...zone.getButtonProps()}>
        {isDropTarget ? dropzone.drop(isMultiple) : dropzone.upload(isMultiple)}
      </Button>
      <Text size="sm" c="dimmed" mt="xs">
        {notice ?? limits.join(' · ')}
      </Text>
      <input {...zone.getInputProps()} />
    </Paper>
  )
}

function Rejections() {
  const rejections = useRejections()
  const uploader = useUploader()
  const messages = useMessages()
  return rejections.map(({ id, file, reasons }) => (
    <Alert
      key={id}
      color="yellow"
      title={file.name}
      withCloseButton
      closeButtonLabel={messages.actions.dismiss(file.name)}
      onClose={() => uploader.dismiss(id)}
    >
      {reasons.map((reason) => describeReason(reason, messages)).join(' ')}
    </Alert>
  ))
}

function Uploads() {
  const uploads = useUploads()
  const { list } = useMessages()
  if (uploads.length === 0) return null
  return (
    <Stack component="ul" aria-label={list.label} gap="sm" m={0} p={0}>
      {uploads.map((upload) => (
        <Row key={upload.id} upload={upload} />
      ))}
    </Stack>
  )
}

function Row({ upload }: { readonly upload: Upload }) {
  const uploader = useUploader()
  const messages = useMessages()
  const { actions, list } = messages
  const { words, detail } = describeStatus(upload, messages, useNow(upload.status === 'queued'))
  const { id, name, size } = upload
  const bytes = upload.status === 'inspecting' ? upload.inspectedBytes : upload.sentBytes
  return (
    <Group component="li" wrap="nowrap">
      <Thumbnail upload={upload} />
      <Stack gap={2} flex={1} miw={0}>
        <Text size="sm" truncate>
          {name}
        </Text>
        <Text size="xs" c={upload.status === 'failed' ? 'red' : 'dimmed'}>
          {[words, detail].filter(Boolean).join(' · ')}
        </Text>
        {!isResting(upload) && (
          <Progress
            value={size === 0 ? 100 : Math.floor((bytes / size) * 100)}
            aria-label={list.progressOf(name)}
            size="sm"
          />
        )}
      </Stack>
      {canRetry(upload) && (
        <Button variant="subtle" size="compact-sm" onClick={() => uploader.retry(id)}>
          {actions.retry(name)}
        </Button>
      )}
      {canCancel(upload) ? (
        <CloseButton aria-label={actions.cancel(name)} onClick={() => uploader.cancel(id)} />
      ) : (
        <CloseButton
          aria-label={actions.clear(name)}
          disabled={!canRemove(upload)}
          onClick={() => uploader.remove(id)}
        />
      )}
    </Group>
  )
}

function Thumbnail({ upload: { thumbnail, name } }: { readonly upload: Upload }) {
  const url = useObjectUrl(thumbnail)
  return (
    <Avatar src={url} radius="sm" alt="">
      {name.slice(0, 1).toUpperCase()}
    </Avatar>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)
