import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('ko')

const files = (count: number): string => plural(count, { other: '파일 #개' })

/** A colon instead of a particle, whose form would depend on the last sound of the name. */
const announce =
  (sentence: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    [`${sentence}: ${name ?? files(count)}.`, reason].filter(Boolean).join(' ')

const kinds = { image: '사진', video: '동영상', file: '파일' }

const contactSupport = '고객 지원팀에 문의하세요.'
const tryAgain = '다시 시도하세요.'
const tryAgainSoon = '잠시 후 다시 시도하세요.'
const tryAgainOrContactSupport = '다시 시도하세요. 문제가 계속되면 고객 지원팀에 문의하세요.'
const chooseAnother = '다른 파일을 선택하세요.'
const checkConnection = '연결 상태를 확인한 후 다시 시도하세요.'

/** Korean. */
export const ko: Messages = {
  language: 'ko',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)}/${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: () => '파일을 여기로 끌어다 놓거나 선택하세요',
    titleOrPaste: () => '파일을 여기로 끌어다 놓거나 붙여넣거나 선택하세요',
    touchTitle: (_isMultiple, kind) => `${kinds[kind]} 선택`,
    camera: (kind) => ({ image: '사진 촬영', video: '동영상 촬영', file: '카메라 사용' })[kind],
    folder: '폴더 선택',
    addMore: (isMultiple) => (isMultiple ? '파일 더 추가' : '다른 파일 추가'),
    upload: () => '파일 업로드',
    drop: () => '파일을 놓으세요',
    wrongType: '지원하지 않는 파일 형식입니다',
    reading: '파일을 읽는 중…',
    disabled: '지금은 파일을 추가할 수 없습니다',
    readOnly: '여기서는 파일을 변경할 수 없습니다',
    required: '필수',
    accepts: (kinds) => kinds,
    kinds: { image: '이미지', video: '동영상', audio: '오디오', text: '텍스트' },
    upTo: (size, isMultiple) => `${isMultiple ? '파일당 ' : ''}최대 ${size}`,
    atLeast: (size, isMultiple) => `${isMultiple ? '파일당 ' : ''}최소 ${size}`,
    atMostFiles: (count) => `최대 ${number(count)}개`,
    atMostInAll: (size) => `총 ${size}까지`,
    onlyOne: '한 번에 파일 하나만 추가할 수 있습니다. 첫 번째 파일이 추가되었습니다.',
    unreadable: (count) => plural(count, { other: '항목 #개를 읽을 수 없습니다.' }),
    missing: (isMultiple) => (isMultiple ? '파일을 하나 이상 추가하세요.' : '파일을 추가하세요.'),
    unfinished: '업로드가 끝날 때까지 기다려 주세요.',
  },

  avatar: {
    choose: '사진 선택',
    change: '사진 변경',
    remove: '사진 삭제',
    drop: '사진을 놓으세요',
    missing: '사진을 선택하세요.',
  },

  list: {
    label: '업로드',
    rejectionsLabel: '추가할 수 없는 파일',
    more: (count) => plural(count, { other: '외 파일 #개' }),
    keys: '화살표 키로 파일과 버튼 사이를 이동할 수 있습니다. Delete 키를 누르면 파일이 목록에서 지워집니다.',
    progressOf: (name) => `${name} 진행률`,
    progressOfAll: '전체 업로드 진행률',
  },

  status: {
    waiting: '대기 중',
    waitingForDuplicate: '동일한 파일을 기다리는 중',
    retryingIn: (seconds) => `${fromNow(seconds)} 다시 시도`,
    retryingNow: '다시 시도하는 중',
    inspecting: '파일을 읽는 중',
    requesting: '연결 중',
    sending: '보내는 중',
    sendingAgain: '다시 보내는 중',
    confirming: '마무리하는 중',
    pausedByUser: '일시중지됨',
    offline: '오프라인(연결되면 자동으로 재개)',
    otherContent: (found, declared) => `파일 내용이 ${declared} 형식이 아니라 ${found} 형식입니다.`,
    fileMissing: '계속하려면 파일을 다시 선택하세요',
    comparing: '파일을 비교하는 중',
    anotherFile: '다른 파일입니다. 이전에 추가한 파일을 선택하세요.',
    cancelled: '취소됨',
    uploaded: '업로드 완료',
    uploadedAs: (name) => `업로드 완료(이름: ${name})`,
    existing: '이미 저장됨',
    existingAs: (name) => `이미 저장됨(이름: ${name})`,
    initial: '저장됨',
    processing: '처리 중',
    rejected: '거부됨',
    failedToRegister: '파일을 보냈지만 등록되지 않았습니다.',
    serverSays: '서버 메시지:',
    secondsLeft: (seconds) => `${duration(seconds)} 남음`,
  },

  actions: {
    pause: (name) => `${name} 일시중지`,
    resume: (name) => `${name} 재개`,
    cancel: (name) => `${name} 취소`,
    retry: (name) => `${name} 다시 시도`,
    clear: (name) => `목록에서 ${name} 지우기`,
    choose: (name) => `${name} 다시 선택`,
    dismiss: (name) => `${name} 숨기기`,
    dismissFiles: (count) => `${files(count)} 숨기기`,
    dismissAll: '모두 숨기기',
    retryFailed: (count) => `${files(count)} 다시 시도`,
    nextFailed: '다음 실패 항목으로 이동.',
    clearFinished: '완료된 항목 지우기',
    pauseAll: '모두 일시중지',
    resumeAll: '모두 재개',
    closeTray: '업로드 닫기',
  },

  summary: (done, count) => `파일 ${number(count)}개 중 ${number(done)}개 업로드됨`,
  summaryFailed: (count, retryable) => {
    const failed = `${number(count)}개 실패`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, ${number(retryable)}개 다시 시도 가능`
    return `${failed}, 다시 시도할 수 없음`
  },

  errors: {
    'file-changed': ['선택한 후 파일이 변경되었습니다.', '다시 선택하세요.'],
    'file-missing': ['선택한 후 파일이 이동되거나 삭제되었습니다.', '다시 선택하세요.'],
    'file-unreadable': ['파일을 읽을 수 없습니다.', '파일이 이 기기에 있고 다른 앱에서 열려 있지 않은지 확인하세요.'],
    'file-restricted': ['여기서는 이 파일을 지원하지 않습니다.', chooseAnother],
    'prepare-failed': ['파일을 준비할 수 없습니다.', '다시 시도하거나 다른 파일을 선택하세요.'],
    'inspection-failed': ['파일을 확인할 수 없습니다.', tryAgain],
    'app-failed': ['이 앱에서 문제가 발생했습니다.', tryAgainOrContactSupport],
    unauthorized: ['로그아웃되었습니다.', '로그인한 후 다시 시도하세요.'],
    forbidden: ['여기에 업로드할 권한이 없습니다.', '권한을 부여할 수 있는 사람에게 요청하세요.'],
    'not-found': [
      '이 파일의 저장 위치가 더 이상 존재하지 않습니다.',
      '페이지를 새로고침하고 처음부터 다시 시작하세요.',
    ],
    'request-invalid': ['서버가 이 업로드를 받아들이지 않았습니다.', chooseAnother],
    'too-large': ['파일이 너무 큽니다.', '더 작은 파일을 선택하세요.'],
    'too-small': ['파일이 너무 작습니다.', '더 큰 파일을 선택하세요.'],
    'rate-limited': ['동시에 업로드하는 파일이 너무 많습니다.', tryAgainSoon],
    'server-error': ['서버에 문제가 있습니다.', tryAgainSoon],
    'server-unreachable': ['서버에 연결할 수 없습니다.', checkConnection],
    'server-timeout': ['서버가 제시간에 응답하지 않았습니다.', tryAgainSoon],
    'endpoint-missing': ['업로드 서비스가 올바르게 설정되지 않았습니다.', contactSupport],
    'server-redirected': [
      '서버가 요청을 리디렉션했습니다. 로그아웃되었을 수 있습니다.',
      '로그인한 후 다시 시도하세요.',
      '다시 로그인하세요. 문제가 계속되면 고객 지원팀에 문의하세요.',
    ],
    'backend-failed': ['서버가 이 업로드를 거부했습니다.', tryAgain],
    'answer-malformed': ['서버가 예상치 못한 응답을 보냈습니다.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['업로드 서비스가 올바르게 설정되지 않았습니다.', contactSupport],
    'ticket-expired': ['이 업로드가 만료되었습니다.', tryAgain],
    'storage-refused': ['저장소가 파일을 거부했습니다.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['저장소에 요청이 몰려 있습니다.', tryAgainSoon],
    'storage-error': ['저장소에 문제가 있습니다.', tryAgainSoon],
    'storage-full': ['저장 공간이 가득 찼습니다.', '공간을 확보한 후 다시 시도하세요.'],
    'storage-blocked': [
      '저장소에 연결할 수 없습니다.',
      '잠시 후 다시 시도하세요. 문제가 계속되면 다른 네트워크를 사용하거나 확장 프로그램을 끄세요.',
    ],
    'storage-unreachable': ['연결이 끊어졌습니다.', checkConnection],
    'storage-stalled': ['업로드가 멈췄습니다.', checkConnection],
    'storage-silent': ['저장소가 응답하지 않았습니다.', tryAgain],
    'storage-redirected': ['저장소가 업로드를 리디렉션했습니다.', contactSupport],
    'storage-unexpected': ['저장소가 아닌 곳에서 응답했습니다.', '이 네트워크에 로그인이 필요한지 확인하세요.'],
    'bytes-damaged': [
      '전송 중에 파일이 손상되었습니다.',
      tryAgain,
      '다른 네트워크를 사용하거나 고객 지원팀에 문의하세요.',
    ],
    'type-mismatch': ['파일 내용이 형식과 일치하지 않습니다.', chooseAnother],
    'etag-hidden': ['업로드를 완료하는 데 필요한 정보를 저장소가 제공하지 않습니다.', contactSupport],
    'confirm-ambiguous': ['파일이 이미 등록되었을 수 있습니다.', '다시 시도하기 전에 확인하세요.'],
    'not-verified': ['업로드한 파일을 서버에서 찾을 수 없습니다.', tryAgain],
    'already-used': ['이 업로드는 이미 사용되었습니다.', '파일을 다시 업로드하세요.'],
    'record-mismatch': ['보낸 파일과 다른 파일이 서버에 등록되었습니다.', tryAgainOrContactSupport],
    unknown: ['문제가 발생했습니다.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `지원하지 않는 파일 형식입니다. 지원 형식: ${kinds}.`,
    'file-too-large': (limit) => `최대 크기 ${limit}를 초과합니다.`,
    'file-too-small': (limit) => `최소 크기 ${limit}보다 작습니다.`,
    'file-empty': () => '빈 파일입니다.',
    'too-many-files': (limit) => `파일이 너무 많습니다. 최대 ${number(limit)}개까지 가능합니다.`,
    'total-too-large': (limit) => `전체 파일 크기가 한도인 ${limit}를 초과합니다.`,
    'too-many-pixels': (limit) => `이미지가 ${number(limit)}픽셀을 초과합니다.`,
    'too-narrow': (limit) => `이미지 너비가 ${number(limit)}픽셀보다 작습니다.`,
    'too-low': (limit) => `이미지 높이가 ${number(limit)}픽셀보다 작습니다.`,
    'size-over-limit': (limit) => `크기가 ${limit}를 초과합니다. 이 서비스는 이렇게 큰 파일을 받을 수 없습니다.`,
    'entity-missing': () => '이 파일을 첨부할 대상을 선택한 후 다시 추가하세요.',
    'asset-missing': () => '이 파일이 속한 항목을 선택한 후 다시 추가하세요.',
    'extension-missing': () => '이름으로 파일 형식을 알 수 없습니다. .jpg 또는 .pdf와 같은 확장자를 추가하세요.',
    other: (code, limit) => `추가할 수 없습니다(${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: '설정 확인',
    title: '설정 확인',
    running: '작은 테스트 파일을 업로드하는 중…',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { other: '문제 #개를 발견했습니다.' })
      if (warnings > 0) return plural(warnings, { other: '업로드는 작동하지만 경고가 #개 있습니다.' })
      return '문제를 발견하지 못했습니다.'
    },
    failed: '확인을 실행할 수 없습니다. 브라우저 콘솔에서 이유를 확인할 수 있습니다.',
    notLoaded:
      '확인 기능을 불러올 수 없습니다. 온라인 상태인지 확인하고 다시 시도하세요. 그래도 안 되면 페이지를 새로고침하세요.',
    outcomes: { ok: '정상', problem: '문제', warning: '경고', 'not-checked': '확인하지 않음' },
    others: (count) => plural(count, { other: '확인 항목 #개 더 보기' }),
    copy: '텍스트로 복사',
    copied: '복사됨',
    again: '다시 확인',
    close: '닫기',
    loadTexts: async () => (await import('./doctor/ko.js')).koDoctor,
  },

  announce: {
    added: announce('추가됨'),
    rejected: announce('추가할 수 없음'),
    done: announce('업로드됨'),
    ready: announce('준비됨'),
    failed: announce('업로드 실패'),
    cancelled: announce('취소됨'),
    paused: announce('일시중지됨'),
    resumed: announce('재개됨'),
    cleared: announce('목록에서 지움'),
    allDone: '모두 완료되었습니다.',
    manyReasons: '이유는 목록에 표시됩니다.',
    online: '다시 온라인 상태입니다.',
  },

  gallery: {
    label: '갤러리',
    loading: '이미지를 불러오는 중…',
    empty: '아직 파일이 없습니다',
    failed: '이미지를 불러올 수 없습니다.',
    retry: '다시 시도',
    more: '더 보기',
    loadingMore: '더 불러오는 중…',
    broken: '이 이미지를 표시할 수 없습니다',
    untitled: '제목 없음',
    open: (name) => `${name} 열기`,
    keys: '화살표 키로 파일과 버튼 사이를 이동할 수 있습니다.',
    loadTexts: async () => (await import('./gallery/ko.js')).koGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/ko.js')).koPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/ko.js')).koRecovery },
}
