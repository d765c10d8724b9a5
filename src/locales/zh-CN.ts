import { spaceNumbers } from '../shared/spaceNumbers.js'
import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('zh-CN')

const files = (count: number): string => plural(count, { other: '# 个文件' })

const announce =
  (verb: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    `${verb} ${name ?? files(count)}${reason === undefined ? '。' : `：${reason}`}`

const kinds = { image: '照片', video: '视频', file: '文件' }

const contactSupport = '请联系技术支持。'
const tryAgain = '请重试。'
const tryAgainSoon = '请稍后重试。'
const tryAgainOrContactSupport = '请重试。如果问题仍然存在，请联系技术支持。'
const chooseAnother = '请选择其他文件。'
const checkConnection = '请检查网络连接，然后重试。'

/** Chinese in simplified characters. */
export const zhCN: Messages = {
  language: 'zh-CN',
  formatBytes: (size) => spaceNumbers(bytes(size)),
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} / ${spaceNumbers(bytes(whole))}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join('，'),

  dropzone: {
    title: () => '将文件拖放到此处，或选择文件',
    titleOrPaste: () => '将文件拖放或粘贴到此处，或选择文件',
    touchTitle: (_isMultiple, kind) => `选择${kinds[kind]}`,
    camera: (kind) => ({ image: '拍照', video: '录制视频', file: '使用相机' })[kind],
    folder: '选择文件夹',
    addMore: (isMultiple) => (isMultiple ? '添加更多文件' : '再添加一个文件'),
    upload: () => '上传文件',
    drop: () => '松开以添加文件',
    wrongType: '不支持此文件类型',
    reading: '正在读取文件…',
    disabled: '目前无法添加文件',
    readOnly: '此处无法更改文件',
    required: '必填',
    accepts: (kinds) => kinds,
    kinds: { image: '图片', video: '视频', audio: '音频', text: '文本' },
    upTo: (size, isMultiple) => `${isMultiple ? '每个文件' : ''}不超过 ${size}`,
    atLeast: (size, isMultiple) => `${isMultiple ? '每个文件' : ''}不小于 ${size}`,
    atMostFiles: (count) => `最多 ${files(count)}`,
    atMostInAll: (size) => `总大小不超过 ${size}`,
    onlyOne: '一次只能添加一个文件。已添加第一个文件。',
    unreadable: (count) => plural(count, { other: '无法读取 # 个项目。' }),
    missing: (isMultiple) => (isMultiple ? '请至少添加一个文件。' : '请添加文件。'),
    unfinished: '请等待上传完成。',
  },

  avatar: {
    choose: '选择照片',
    change: '更换照片',
    remove: '移除照片',
    drop: '松开以添加照片',
    missing: '请选择照片。',
  },

  list: {
    label: '上传列表',
    rejectionsLabel: '无法添加的文件',
    more: (count) => plural(count, { other: '还有 # 个文件' }),
    keys: '使用方向键在文件和按钮之间移动。按 Delete 键可从列表中清除文件。',
    progressOf: (name) => `${name} 的上传进度`,
    progressOfAll: '全部上传进度',
  },

  status: {
    waiting: '等待中',
    waitingForDuplicate: '正在等待相同的文件',
    retryingIn: (seconds) => `${spaceNumbers(fromNow(seconds))}重试`,
    retryingNow: '正在重试',
    inspecting: '正在读取文件',
    requesting: '正在连接',
    sending: '正在上传',
    sendingAgain: '正在重新上传',
    confirming: '即将完成',
    pausedByUser: '已暂停',
    offline: '已离线，联网后将自动继续',
    otherContent: (found, declared) => `文件内容是 ${found}，而不是 ${declared}。`,
    fileMissing: '请重新选择文件以继续',
    comparing: '正在比对文件',
    anotherFile: '这是另一个文件。请选择之前添加的文件。',
    cancelled: '已取消',
    uploaded: '已上传',
    uploadedAs: (name) => `已上传，文件名为 ${name}`,
    existing: '已存在',
    existingAs: (name) => `已存在，文件名为 ${name}`,
    initial: '已存储',
    processing: '处理中',
    rejected: '已被拒绝',
    failedToRegister: '文件已发送，但未登记。',
    serverSays: '服务器消息：',
    secondsLeft: (seconds) => `剩余 ${spaceNumbers(duration(seconds))}`,
  },

  actions: {
    pause: (name) => `暂停 ${name}`,
    resume: (name) => `继续 ${name}`,
    cancel: (name) => `取消 ${name}`,
    retry: (name) => `重试 ${name}`,
    clear: (name) => `从列表中清除 ${name}`,
    choose: (name) => `重新选择 ${name}`,
    dismiss: (name) => `忽略 ${name}`,
    dismissFiles: (count) => `忽略 ${files(count)}`,
    dismissAll: '全部忽略',
    retryFailed: (count) => `重试 ${files(count)}`,
    nextFailed: '转到下一个失败的文件。',
    clearFinished: '清除已完成项',
    pauseAll: '全部暂停',
    resumeAll: '全部继续',
    closeTray: '关闭上传列表',
  },

  summary: (done, count) => `已上传 ${number(done)}/${number(count)} 个文件`,
  summaryFailed: (count, retryable) => {
    const failed = `${number(count)} 个失败`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}，其中 ${number(retryable)} 个可以重试`
    return `${failed}，无法重试`
  },

  errors: {
    'file-changed': ['文件在选择后被修改。', '请重新选择。'],
    'file-missing': ['文件在选择后被移动或删除。', '请重新选择。'],
    'file-unreadable': ['无法读取文件。', '请确认文件在此设备上，并且没有在其他应用中打开。'],
    'file-restricted': ['此处不支持该文件。', chooseAnother],
    'prepare-failed': ['文件预处理失败。', '请重试，或选择其他文件。'],
    'inspection-failed': ['无法检查文件。', tryAgain],
    'app-failed': ['此应用出现问题。', tryAgainOrContactSupport],
    unauthorized: ['您已退出登录。', '请重新登录，然后重试。'],
    forbidden: ['您没有在此处上传的权限。', '请向可以授权的人员申请权限。'],
    'not-found': ['此文件的目标位置已不存在。', '请刷新页面，然后重新开始。'],
    'request-invalid': ['服务器未接受此次上传。', chooseAnother],
    'too-large': ['文件太大。', '请选择较小的文件。'],
    'too-small': ['文件太小。', '请选择较大的文件。'],
    'rate-limited': ['同时上传的文件过多。', tryAgainSoon],
    'server-error': ['服务器出现问题。', tryAgainSoon],
    'server-unreachable': ['无法连接到服务器。', checkConnection],
    'server-timeout': ['服务器未及时响应。', tryAgainSoon],
    'endpoint-missing': ['上传服务未正确配置。', contactSupport],
    'server-redirected': [
      '服务器重定向了请求。您可能已退出登录。',
      '请重新登录，然后重试。',
      '请重新登录。如果问题仍然存在，请联系技术支持。',
    ],
    'backend-failed': ['服务器拒绝了此次上传。', tryAgain],
    'answer-malformed': ['服务器返回了意外的响应。', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['上传服务未正确配置。', contactSupport],
    'ticket-expired': ['此次上传已过期。', tryAgain],
    'storage-refused': ['存储服务拒绝了该文件。', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['存储服务繁忙。', tryAgainSoon],
    'storage-error': ['存储服务出现问题。', tryAgainSoon],
    'storage-full': ['存储空间已满。', '请释放空间，然后重试。'],
    'storage-blocked': ['无法连接到存储服务。', '请稍后重试。如果问题仍然存在，请尝试其他网络，或关闭扩展程序。'],
    'storage-unreachable': ['连接已断开。', checkConnection],
    'storage-stalled': ['上传已停滞。', checkConnection],
    'storage-silent': ['存储服务没有响应。', tryAgain],
    'storage-redirected': ['存储服务重定向了上传。', contactSupport],
    'storage-unexpected': ['响应并非来自存储服务。', '请检查此网络是否需要登录。'],
    'bytes-damaged': ['文件在传输过程中损坏。', tryAgain, '请尝试其他网络，或联系技术支持。'],
    'type-mismatch': ['文件内容与文件类型不符。', chooseAnother],
    'etag-hidden': ['存储服务未提供完成上传所需的信息。', contactSupport],
    'confirm-ambiguous': ['文件可能已经登记。', '请先确认，再重试。'],
    'not-verified': ['服务器找不到已上传的文件。', tryAgain],
    'already-used': ['此上传请求已被使用。', '请重新上传文件。'],
    'record-mismatch': ['服务器登记的文件与发送的文件不同。', tryAgainOrContactSupport],
    unknown: ['出现问题。', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `不支持此文件类型。支持的类型：${kinds}。`,
    'file-too-large': (limit) => `超过 ${limit} 的上限。`,
    'file-too-small': (limit) => `小于 ${limit} 的下限。`,
    'file-empty': () => '文件是空的。',
    'too-many-files': (limit) => `文件过多。最多 ${number(limit)} 个。`,
    'total-too-large': (limit) => `文件总大小超过 ${limit} 的上限。`,
    'too-many-pixels': (limit) => `图片超过 ${number(limit)} 像素。`,
    'too-narrow': (limit) => `图片宽度不足 ${number(limit)} 像素。`,
    'too-low': (limit) => `图片高度不足 ${number(limit)} 像素。`,
    'size-over-limit': (limit) => `超过 ${limit}。该服务不支持这么大的文件。`,
    'entity-missing': () => '请选择此文件要附加到的对象，然后重新添加。',
    'asset-missing': () => '请选择此文件所属的项目，然后重新添加。',
    'extension-missing': () => '无法从名称判断文件类型。请添加扩展名，例如 .jpg 或 .pdf。',
    other: (code, limit) => `无法添加（${limit === undefined ? code : `${code}：${limit}`}）。`,
  },

  doctor: {
    check: '检查配置',
    title: '配置检查',
    running: '正在上传小型测试文件…',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { other: '发现 # 个问题。' })
      if (warnings > 0) return plural(warnings, { other: '上传功能正常，但有 # 条警告。' })
      return '未发现问题。'
    },
    failed: '无法运行检查。原因请查看浏览器控制台。',
    notLoaded: '无法加载检查功能。请确认已联网，然后重试。如果仍然无效，请刷新页面。',
    outcomes: { ok: '正常', problem: '问题', warning: '警告', 'not-checked': '未检查' },
    others: (count) => plural(count, { other: '另外 # 项检查' }),
    copy: '复制为文本',
    copied: '已复制',
    again: '重新检查',
    close: '关闭',
    loadTexts: async () => (await import('./doctor/zh-CN.js')).zhCNDoctor,
  },

  announce: {
    added: announce('已添加'),
    rejected: announce('无法添加'),
    done: announce('已上传'),
    ready: announce('已就绪'),
    failed: announce('未能上传'),
    cancelled: announce('已取消'),
    paused: announce('已暂停'),
    resumed: announce('已继续上传'),
    cleared: announce('已从列表中清除'),
    allDone: '全部完成。',
    manyReasons: '原因请查看列表。',
    online: '已恢复联网。',
  },

  gallery: {
    label: '图库',
    loading: '正在加载图片…',
    empty: '还没有文件',
    failed: '无法加载图片。',
    retry: '重试',
    more: '显示更多',
    loadingMore: '正在加载更多…',
    broken: '无法显示此图片',
    untitled: '无标题',
    open: (name) => `打开 ${name}`,
    keys: '使用方向键在文件和按钮之间移动。',
    loadTexts: async () => (await import('./gallery/zh-CN.js')).zhCNGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/zh-CN.js')).zhCNPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/zh-CN.js')).zhCNRecovery },
}
