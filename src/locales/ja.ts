import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('ja')

const files = (count: number): string => plural(count, { other: '# 個のファイル' })

const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '' : reason)

const announce =
  (verb: string) =>
  (news: AnnouncedFiles): string =>
    `${news.name === undefined ? files(news.count) : `${news.name} `}${verb}。${why(news)}`

const kinds = { image: '写真', video: '動画', file: 'ファイル' }

const contactSupport = 'サポートにお問い合わせください。'
const tryAgain = 'もう一度お試しください。'
const tryAgainSoon = 'しばらくしてからもう一度お試しください。'
const tryAgainOrContactSupport = 'もう一度お試しください。問題が解決しない場合は、サポートにお問い合わせください。'
const chooseAnother = '別のファイルを選択してください。'
const checkConnection = '接続を確認して、もう一度お試しください。'

/** Japanese. */
export const ja: Messages = {
  language: 'ja',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} / ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join('、'),

  dropzone: {
    title: () => 'ここにファイルをドロップするか、選択してください',
    titleOrPaste: () => 'ここにファイルをドロップするか、貼り付けるか、選択してください',
    touchTitle: (_isMultiple, kind) => `${kinds[kind]}を選択`,
    camera: (kind) => ({ image: '写真を撮る', video: '動画を撮る', file: 'カメラを使う' })[kind],
    folder: 'フォルダーを選択',
    addMore: () => 'ファイルをさらに追加',
    upload: () => 'ファイルをアップロード',
    drop: () => 'ファイルをドロップしてください',
    wrongType: 'この種類のファイルは追加できません',
    reading: 'ファイルを読み込んでいます…',
    disabled: '現在、ファイルを追加できません',
    readOnly: 'ここではファイルを変更できません',
    required: '必須',
    accepts: (kinds) => kinds,
    kinds: { image: '画像', video: '動画', audio: '音声', text: 'テキスト' },
    upTo: (size, isMultiple) => `${isMultiple ? '1 ファイル ' : ''}${size} まで`,
    atLeast: (size, isMultiple) => `${isMultiple ? '1 ファイル ' : ''}${size} 以上`,
    atMostFiles: (count) => `最大 ${number(count)} ファイル`,
    atMostInAll: (size) => `合計 ${size} まで`,
    onlyOne: '一度に追加できるファイルは 1 個だけです。最初のファイルを追加しました。',
    unreadable: (count) => plural(count, { other: '# 個の項目を読み込めませんでした。' }),
    missing: (isMultiple) => (isMultiple ? 'ファイルを 1 個以上追加してください。' : 'ファイルを追加してください。'),
    unfinished: 'アップロードが完了するまでお待ちください。',
  },

  avatar: {
    choose: '写真を選択',
    change: '写真を変更',
    remove: '写真を削除',
    drop: '写真をドロップしてください',
    missing: '写真を選択してください。',
  },

  list: {
    label: 'アップロード',
    rejectionsLabel: '追加できなかったファイル',
    more: (count) => plural(count, { other: '他 # 個のファイル' }),
    keys: '矢印キーでファイルとボタンの間を移動できます。Delete キーを押すと、ファイルがリストから消去されます。',
    progressOf: (name) => `${name} の進行状況`,
    progressOfAll: 'すべてのアップロードの進行状況',
  },

  status: {
    waiting: '待機中',
    waitingForDuplicate: '同じファイルの完了を待っています',
    retryingIn: (seconds) => `${fromNow(seconds)}に再試行します`,
    retryingNow: '再試行中',
    inspecting: 'ファイルを読み込み中',
    requesting: '接続中',
    sending: '送信中',
    sendingAgain: '再送信中',
    confirming: '完了処理中',
    pausedByUser: '一時停止中',
    offline: 'オフライン（接続後に自動で再開します）',
    otherContent: (found, declared) => `内容は ${declared} ではなく ${found} です。`,
    fileMissing: '続けるにはファイルをもう一度選択してください',
    comparing: 'ファイルを照合中',
    anotherFile: '別のファイルです。前に追加したファイルを選択してください。',
    cancelled: 'キャンセルしました',
    uploaded: 'アップロード済み',
    uploadedAs: (name) => `${name} としてアップロード済み`,
    existing: 'すでに保存されています',
    existingAs: (name) => `すでに ${name} として保存されています`,
    initial: '保存済み',
    processing: '処理中',
    rejected: '拒否されました',
    failedToRegister: 'ファイルは送信されましたが、登録されませんでした。',
    serverSays: 'サーバーからのメッセージ：',
    secondsLeft: (seconds) => `残り ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `${name} を一時停止`,
    resume: (name) => `${name} を再開`,
    cancel: (name) => `${name} をキャンセル`,
    retry: (name) => `${name} を再試行`,
    clear: (name) => `${name} をリストから消去`,
    choose: (name) => `${name} をもう一度選択`,
    dismiss: (name) => `${name} を非表示にする`,
    dismissFiles: (count) => `${files(count)}を非表示にする`,
    dismissAll: 'すべて非表示にする',
    retryFailed: (count) => `${files(count)}を再試行`,
    nextFailed: '次の失敗したファイルに移動します。',
    clearFinished: '完了した項目を消去',
    pauseAll: 'すべて一時停止',
    resumeAll: 'すべて再開',
    closeTray: 'アップロードを閉じる',
  },

  summary: (done, count) => `${number(count)} 個中 ${number(done)} 個アップロード済み`,
  summaryFailed: (count, retryable) => {
    const failed = `${number(count)} 個失敗`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}（${number(retryable)} 個は再試行可能）`
    return `${failed}（再試行できません）`
  },

  errors: {
    'file-changed': ['ファイルが選択後に変更されました。', 'もう一度選択してください。'],
    'file-missing': ['ファイルが選択後に移動または削除されました。', 'もう一度選択してください。'],
    'file-unreadable': [
      'ファイルを読み込めません。',
      'ファイルがこのデバイスにあり、他のアプリで開かれていないことを確認してください。',
    ],
    'file-restricted': ['このファイルには対応していません。', chooseAnother],
    'prepare-failed': ['ファイルを準備できませんでした。', 'もう一度試すか、別のファイルを選択してください。'],
    'inspection-failed': ['ファイルを確認できませんでした。', tryAgain],
    'app-failed': ['このアプリで問題が発生しました。', tryAgainOrContactSupport],
    unauthorized: ['ログアウトした状態です。', 'もう一度ログインしてから、再試行してください。'],
    forbidden: ['ここにアップロードする権限がありません。', 'アクセス権を付与できる人に依頼してください。'],
    'not-found': ['このファイルの保存先はもう存在しません。', 'ページを再読み込みして、最初からやり直してください。'],
    'request-invalid': ['サーバーがこのアップロードを受け付けませんでした。', chooseAnother],
    'too-large': ['ファイルが大きすぎます。', 'もっと小さいファイルを選択してください。'],
    'too-small': ['ファイルが小さすぎます。', 'もっと大きいファイルを選択してください。'],
    'rate-limited': ['一度にアップロードする数が多すぎます。', tryAgainSoon],
    'server-error': ['サーバーで問題が発生しています。', tryAgainSoon],
    'server-unreachable': ['サーバーに接続できません。', checkConnection],
    'server-timeout': ['サーバーが時間内に応答しませんでした。', tryAgainSoon],
    'endpoint-missing': ['アップロードサービスが正しく設定されていません。', contactSupport],
    'server-redirected': [
      'サーバーがリクエストをリダイレクトしました。ログアウトしている可能性があります。',
      'もう一度ログインしてから、再試行してください。',
      'もう一度ログインしてください。問題が解決しない場合は、サポートにお問い合わせください。',
    ],
    'backend-failed': ['サーバーがこのアップロードを拒否しました。', tryAgain],
    'answer-malformed': ['サーバーから予期しない応答がありました。', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['アップロードサービスが正しく設定されていません。', contactSupport],
    'ticket-expired': ['このアップロードの有効期限が切れました。', tryAgain],
    'storage-refused': ['ストレージがファイルを拒否しました。', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['ストレージが混み合っています。', tryAgainSoon],
    'storage-error': ['ストレージで問題が発生しています。', tryAgainSoon],
    'storage-full': ['ストレージの空き容量がありません。', '空き容量を増やして、もう一度お試しください。'],
    'storage-blocked': [
      'ストレージに接続できませんでした。',
      'しばらくしてからもう一度お試しください。問題が解決しない場合は、別のネットワークで試すか、拡張機能をオフにしてください。',
    ],
    'storage-unreachable': ['接続が切れました。', checkConnection],
    'storage-stalled': ['アップロードが止まっています。', checkConnection],
    'storage-silent': ['ストレージが応答しませんでした。', tryAgain],
    'storage-redirected': ['ストレージがアップロードをリダイレクトしました。', contactSupport],
    'storage-unexpected': [
      'ストレージ以外から応答がありました。',
      'このネットワークでログインが必要かどうかを確認してください。',
    ],
    'bytes-damaged': [
      'ファイルが転送中に破損しました。',
      tryAgain,
      '別のネットワークで試すか、サポートにお問い合わせください。',
    ],
    'type-mismatch': ['ファイルの内容が種類と一致しません。', chooseAnother],
    'etag-hidden': ['アップロードの完了に必要な情報をストレージから取得できません。', contactSupport],
    'confirm-ambiguous': ['ファイルはすでに登録されている可能性があります。', '再試行する前に確認してください。'],
    'not-verified': ['アップロードしたファイルがサーバーで見つかりませんでした。', tryAgain],
    'already-used': ['このアップロードはすでに使用されています。', 'ファイルをもう一度アップロードしてください。'],
    'record-mismatch': ['送信したものと異なるファイルがサーバーに登録されました。', tryAgainOrContactSupport],
    unknown: ['問題が発生しました。', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `この種類のファイルは追加できません。対応形式：${kinds}。`,
    'file-too-large': (limit) => `上限の ${limit} を超えています。`,
    'file-too-small': (limit) => `下限の ${limit} に達していません。`,
    'file-empty': () => 'ファイルが空です。',
    'too-many-files': (limit) => `ファイルが多すぎます。上限は ${number(limit)} 個です。`,
    'total-too-large': (limit) => `ファイルの合計が上限の ${limit} を超えています。`,
    'too-many-pixels': (limit) => `画像が ${number(limit)} ピクセルを超えています。`,
    'too-narrow': (limit) => `画像の幅が ${number(limit)} ピクセル未満です。`,
    'too-low': (limit) => `画像の高さが ${number(limit)} ピクセル未満です。`,
    'size-over-limit': (limit) => `${limit} を超えています。このサービスは、この大きさのファイルに対応していません。`,
    'entity-missing': () => 'このファイルの添付先を選択してから、もう一度追加してください。',
    'asset-missing': () => 'このファイルが属する項目を選択してから、もう一度追加してください。',
    'extension-missing': () => '名前からファイルの種類がわかりません。.jpg や .pdf などの拡張子を付けてください。',
    other: (code, limit) => `追加できませんでした（${limit === undefined ? code : `${code}：${limit}`}）。`,
  },

  doctor: {
    check: '設定を確認',
    title: '設定の確認',
    running: '小さなテストファイルをアップロードしています…',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { other: '# 件の問題が見つかりました。' })
      if (warnings > 0) return plural(warnings, { other: 'アップロードは機能しますが、# 件の警告があります。' })
      return '問題は見つかりませんでした。'
    },
    failed: '確認を実行できませんでした。理由はブラウザーのコンソールに表示されています。',
    notLoaded:
      '確認機能を読み込めませんでした。オンラインであることを確認して、もう一度お試しください。解決しない場合は、ページを再読み込みしてください。',
    outcomes: { ok: '正常', problem: '問題', warning: '警告', 'not-checked': '未確認' },
    others: (count) => plural(count, { other: '他 # 件の確認項目' }),
    copy: 'テキストとしてコピー',
    copied: 'コピーしました',
    again: 'もう一度確認',
    close: '閉じる',
    loadTexts: async () => (await import('./doctor/ja.js')).jaDoctor,
  },

  announce: {
    added: announce('を追加しました'),
    rejected: announce('を追加できませんでした'),
    done: announce('をアップロードしました'),
    ready: announce('の準備ができました'),
    failed: announce('をアップロードできませんでした'),
    cancelled: announce('をキャンセルしました'),
    paused: announce('を一時停止しました'),
    resumed: announce('を再開しました'),
    cleared: announce('をリストから消去しました'),
    allDone: 'すべて完了しました。',
    manyReasons: '理由はリストに表示されています。',
    online: 'オンラインに戻りました。',
  },

  gallery: {
    label: 'ギャラリー',
    loading: '画像を読み込んでいます…',
    empty: 'まだファイルがありません',
    failed: '画像を読み込めませんでした。',
    retry: '再試行',
    more: 'もっと見る',
    loadingMore: 'さらに読み込んでいます…',
    broken: 'この画像は表示できません',
    untitled: '無題',
    open: (name) => `${name} を開く`,
    keys: '矢印キーでファイルとボタンの間を移動できます。',
    loadTexts: async () => (await import('./gallery/ja.js')).jaGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/ja.js')).jaPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/ja.js')).jaRecovery },
}
