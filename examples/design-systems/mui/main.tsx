import {
  Alert,
  Avatar,
  Box,
  Button,
  Container,
  CssBaseline,
  LinearProgress,
  List,
  ListItem,
  ListItemAvatar,
  ListItemText,
  Paper,
  Stack,
  ThemeProvider,
  Typography,
  createTheme,
} from '@mui/material'
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

const theme = createTheme({ colorSchemes: { dark: true } })

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxSizeBytes: 20_000_000 }}>
        <Container maxWidth="sm" sx={{ paddingBlock: 4 }}>
          <Stack spacing={2}>
            <Zone />
            <Rejections />
            <Uploads />
          </Stack>
        </Container>
      </UploadProvider>
    </ThemeProvider>
  )
}

function Zone() {
  const zone = useUploadZone()
  const { dropzone } = useMessages()
  const { isDropTarget, isMultiple, limits, notice } = zone.state
  return (
    <Paper
      {...zone.getRootProps()}
      variant="outlined"
      sx={{
        padding: 4,
        textAlign: 'center',
        borderStyle: 'dashed',
        borderColor: isDropTarget ? 'primary.main' : 'divider',
      }}
    >
      <Button {...zone.getButtonProps()} variant="contained">
        {isDropTarget ? dropzone.drop(isMultiple) : dropzone.upload(isMultiple)}
      </Button>
      <Typography variant="body2" color="text.secondary" sx={{ marginBlockStart: 1 }}>
        {notice ?? limits.join(' · ')}
      </Typography>
      <input {...zone.getInputProps()} />
    </Paper>
  )
}

function Rejections() {
  const rejections = useRejections()
  const uploader = useUploader()
  const messages = useMessages()
  return rejections.map(({ id, file, reasons }) => (
    <Alert key={id} severity="warning" onClose={() => uploader.dismiss(id)}>
      {file.name}: {reasons.map((reason) => describeReason(reason, messages)).join(' ')}
    </Alert>
  ))
}

function Uploads() {
  const uploads = useUploads()
  const { list } = useMessages()
  if (uploads.length === 0) return null
  return (
    <List aria-label={list.label}>
      {uploads.map((upload) => (
        <Row key={upload.id} upload={upload} />
      ))}
    </List>
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
    <ListItem disableGutters>
      <ListItemAvatar>
        <Thumbnail upload={upload} />
      </ListItemAvatar>
      <ListItemText
        disableTypography
        primary={<Typography noWrap>{name}</Typography>}
        secondary={
          <Box>
            <Typography variant="body2" color={upload.status === 'failed' ? 'error' : 'text.secondary'}>
              {[words, detail].filter(Boolean).join(' · ')}
            </Typography>
            {!isResting(upload) && (
              <LinearProgress
                variant="determinate"
                aria-label={list.progressOf(name)}
                value={size === 0 ? 100 : Math.floor((bytes / size) * 100)}
              />
            )}
          </Box>
        }
      />
      {canRetry(upload) && (
        <Button aria-label={actions.retry(name)} onClick={() => uploader.retry(id)}>
          ↻
        </Button>
      )}
      {canCancel(upload) ? (
        <Button aria-label={actions.cancel(name)} onClick={() => uploader.cancel(id)}>
          ✕
        </Button>
      ) : (
        <Button aria-label={actions.clear(name)} disabled={!canRemove(upload)} onClick={() => uploader.remove(id)}>
          ✕
        </Button>
      )}
    </ListItem>
  )
}

function Thumbnail({ upload: { thumbnail, name } }: { readonly upload: Upload }) {
  const url = useObjectUrl(thumbnail)
  return (
    <Avatar variant="rounded" {...(url !== null && { src: url })} alt="">
      {name.slice(0, 1).toUpperCase()}
    </Avatar>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)
