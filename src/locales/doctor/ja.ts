import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('ja')

const answered = ({ status, code }: StorageAnswer): string =>
  `ステータス ${status}${code === undefined ? '' : `、${code}`}`

const refused = (answer: StorageAnswer): string => `ストレージがテストファイルを拒否しました（${answered(answer)}）。`

const theServerSays = (said: string | undefined): string =>
  said === undefined ? '' : `サーバーからのメッセージ：「${said}」`

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : `（ステータス ${status}）`}。${theServerSays(said)}`

/** The adapter's own words are in English, and so is their full stop. */
const apiError = ({ detail, status, said }: AdapterError): string =>
  `${detail}${status === undefined ? '' : `（ステータス ${status}）`}${theServerSays(said)}`

const list = (names: Names): string => names.map((name) => name ?? '特殊な名前のもの').join('、')

const corsRule = ({ rule }: CorsFacts): string =>
  `バケットに次の CORS ルールを設定してください（S3、R2）：\n${rule}\nMinIO では、MINIO_API_CORS_ALLOW_ORIGIN にページのオリジンを設定してください。`

const signed = (aheadSeconds: number): string =>
  `署名の時刻は ${duration(Math.abs(aheadSeconds))}${aheadSeconds > 0 ? '先' : '前'}です`

const verdicts = {
  expired: 'チケットは取得したばかりですが、ストレージは期限切れと判断しています。',
  premature: 'ストレージは、チケットがまだ有効になっていないと判断しています。',
  skewed: 'ストレージは、署名の時刻が自身の時計と大きく異なると判断しています。',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return '署名側とストレージの時計がずれているか、チケットがキャッシュから返された可能性があります。'
  if (aheadSeconds === 0)
    return 'このデバイスの時計では署名されたばかりなので、ストレージの時計がずれている可能性があります。'
  return `このデバイスの時計では、${signed(aheadSeconds)}。この時計が正しければ、署名側の時計がずれているか、チケットがキャッシュから返されています。`
}

const credentials =
  'ストレージに登録されていて、期限が切れていない認証情報を API に設定してください。チケットの有効期間は、署名に使う一時的な認証情報の有効期間を超えてはいけません。'

const emptyChecksum =
  "API が S3 クライアントを作成する箇所で、requestChecksumCalculation を 'WHEN_REQUIRED' に設定してください。新しい AWS SDK は既定で各 URL にチェックサムを含めて署名しますが、署名付き URL を作る時点では本文がまだありません。"

const notTheSetUp = '設定が原因ではありません。ストレージのログと割り当て容量を確認してください。'

const giveTheDoctor =
  "実際のアップロードと同じ情報を、確認用に指定してください。ファイルの所属先を示す 'metadata'、または API が受け付ける種類の 'file' です。"

const compareAnswer = 'ネットワークパネルで、応答をアダプターが期待する内容と比べてください。'

const lifetime = 'チケットの有効期間は 5～15 分にしてください。'

/** The doctor's report in Japanese. */
export const jaDoctor: DoctorTexts = {
  language: 'ja',

  notes: {
    'not-reached': 'アップロードはこの段階まで進みませんでした。',
    'page-secure': 'ページはセキュアコンテキストです。',
    'worker-started': 'ファイルは Web Worker で読み込まれます。',
    'worker-from-blob':
      'ファイルは Web Worker で読み込まれます。専用のファイルを読み込めなかったため、blob: URL から起動しました。',
    'no-digest': 'このバックエンドはハッシュを必要としないため、計算しませんでした。',
    'wasm-used': 'ハッシュは WebAssembly で計算されます。',
    'probe-accepted': 'バックエンドはテストファイルを受け付けます。',
    'ticket-answered': ({ kind }) =>
      `バックエンドは${{ put: ' PUT ', post: 'フォーム（POST）', multipart: 'マルチパートアップロード' }[kind]}用のチケットを返します。`,
    'file-known':
      'API はこのファイルをすでに保持しているため、何も送信しません。新しいファイルを確認用に指定してください。',
    'address-allowed': 'ページはチケットの URL にファイルを送信できます。',
    'policy-allows': 'ページの Content Security Policy は、API とストレージへの接続を許可しています。',
    'storage-reachable': 'ストレージに接続できます。',
    'preflight-answered': 'ストレージはプリフライトリクエストに応答します。',
    'answers-readable': 'ページはストレージの応答を読み取れます。',
    'signing-time-unknown': 'チケットに署名の時刻が含まれていません。',
    'signed-just-now': 'このデバイスの時計では、チケットは署名されたばかりです。',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `このデバイスの時計は ${duration(Math.abs(aheadSeconds))}${aheadSeconds > 0 ? '遅れて' : '進んで'}います。アップロードには影響しません。`,
    'signature-accepted': 'ストレージは署名を受け付けます。',
    'signature-unopposed': 'ストレージは署名の問題を指摘していません。',
    'probe-stored': 'ストレージはテストファイルを保存しました。',
    'etag-readable': 'ページは ETag を読み取れます。',
    'etag-unneeded': 'ストレージはページに ETag を公開していません。このバックエンドには不要です。',
    'confirm-not-asked':
      "テストファイルは登録されていません。'confirm: true' を指定すると登録され、その場合はご自身で削除する必要があります。",
    'confirm-multipart':
      'API はマルチパートアップロード用のチケットを発行しますが、アップロードしたパートは 1 つだけです。',
    'probe-registered': ({ id }) =>
      `バックエンドはテストファイルを登録しました。${id === null ? 'このファイル' : `ID「${id}」のファイル`}を忘れずに削除してください。`,
    'nothing-to-abandon': 'テストファイルは登録済みのため、破棄するチケットはありません。',
    'no-ticket': '破棄するチケットはありませんでした。',
    'cannot-abandon':
      'この API ではチケットを破棄できません。数バイトのテストファイルが、登録されないままストレージに残ることがあります。',
    'ticket-abandoned': 'チケットとテストファイルを破棄しました。',
  },

  findings: {
    'page-insecure': [
      'ページは別のマシンから http で配信されています。アップロードはできますが、通信経路上の誰もが内容を読み取ったり変更したりできます。',
      'ページを https で配信してください。',
    ],
    'wasm-blocked': [
      'ハッシュを計算する場所で WebAssembly がブロックされています。代わりに JavaScript で計算するため、数倍の時間がかかります。',
      "ページの Content Security Policy と、ワーカーのファイルを配信するときのポリシーの両方で、script-src に 'wasm-unsafe-eval' を追加してください。",
    ],
    'worker-blocked': [
      'ページの Content Security Policy が Web Worker をブロックしています。ファイルはページ自身のスレッドで少しずつ読み込まれるため、遅くなります。',
      "ポリシーで worker-src 'self' を許可してください。バンドラーがワーカーのファイルを出力しない場合は、blob: も許可してください。",
    ],
    'worker-not-found': [
      'Web Worker を起動できませんでした。ファイルはページ自身のスレッドで少しずつ読み込まれるため、遅くなります。',
      "coatcheck/worker のファイルをアセットにコピーし、'createWorker' を渡してください。ページと同じオリジンから JavaScript として配信する必要があります。",
    ],
    'own-worker-failed': [
      "'createWorker' が作成したワーカーが起動しなかったため、ファイルは別の方法で読み込まれます。",
      "'createWorker' の URL が、インストール済みバージョンの coatcheck/worker のファイルを JavaScript として配信していること、worker-src がそれを許可していることを確認してください。",
    ],
    'inspection-failed': [
      'ワーカーでもページでも、テストファイルの読み込みまたはハッシュの計算ができませんでした。',
      "コンソールとネットワークパネルで、読み込めなかった coatcheck のスクリプトを探してください。'file' を渡している場合は、まだ読み取れるかを確認してください。",
    ],

    'probe-refused': ({ reasons }) => [
      `バックエンドの 'check' が、リクエストの前にテストファイルを拒否しました：${reasons.join('、')}。`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "バックエンドの 'check' が、リクエストの前にテストファイルに対して例外を投げました。",
      `${giveTheDoctor}アップロードも同じように失敗する場合は、'check' を修正してください。`,
    ],
    'api-unauthorized': (answer) => [
      api('API はチケットのリクエストの認証情報を受け付けません', answer),
      "ログインしてください。次に、バックエンドのオプション 'headers' が返す内容を確認してください。別のオリジンで Cookie を使うには、'credentials' を 'include' に設定してください。",
    ],
    'api-forbidden': (answer) => [
      api('API はこのユーザーのアップロードを許可していません', answer),
      "このユーザーにアップロードの権限を与えるか、ユーザーがアップロードできる対象の 'metadata' を確認用に指定してください。CSRF トークンがない場合も同じ結果になります。",
    ],
    'api-not-found': (answer) => [
      api('API はファイルの所属先を認識していません', answer),
      "'metadata' の ID を確認し、次にバックエンドの URL オプションを確認してください。",
    ],
    'api-missing': (answer) => [
      api('サーバーは応答しますが、バックエンドに指定されたアドレスにチケット用のエンドポイントがありません', answer),
      'バックエンドの URL オプションを確認してください。開発環境では、API へのプロキシも確認してください。',
    ],
    'api-refused': (answer) => [
      api('API がテストファイルを拒否しました', answer),
      "サーバーのメッセージを確認してください。アップロードについてさらに情報が必要な場合は 'metadata' を、特定のファイルしか受け付けない場合は 'file' を確認用に指定してください。",
    ],
    'api-rate-limited': (answer) => [
      api('API へのリクエストが多すぎます', answer),
      '1 分ほど待ってから、もう一度確認してください。',
    ],
    'api-failed': (answer) => [api('API でエラーが発生しました', answer), '原因はサーバーのログに記録されています。'],
    'api-unreachable': (answer) => [
      api('API に接続できないか、ブラウザーが応答を隠しました', answer),
      'API が動作していること、バックエンドの URL が正しいことを確認してください。API のオリジンがページと異なる場合は、API 側に CORS ヘッダーが必要です：Access-Control-Allow-Origin と、アプリが送信するヘッダーのための Access-Control-Allow-Headers。',
    ],
    'api-timeout': (answer) => [
      api('API が時間内に応答しませんでした', answer),
      "サーバーのログでこの呼び出しを探してください。'timeoutMs' を長くすると、API が遅いのか停止しているのかがわかります。",
    ],
    'api-redirected': (answer) => [
      api('API がチケットのリクエストをリダイレクトしていますが、リダイレクトには従いません', answer),
      "バックエンドに最終的な URL を指定してください。http と https、'www'、末尾のスラッシュを確認してください。ログインページへのリダイレクトは、誰もログインしていないことを意味します。その場合、API は 401 で応答するようにしてください。",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer}JSON の代わりに HTML が返る場合は、ログインページか、URL またはプロキシの誤りによるアプリ自身のページです。`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('アダプターが不明な種類のエラーで失敗しました', answer),
      'アダプターの requestTicket が、UploadError または応答のステータスを持つエラーを投げるようにしてください。原因を確認するには、キャッチされた例外でもデバッガーを停止させてください。',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "原因はコンソールに表示されています。ログアウトしていることを伝えるには、'headers' がコード 'unauthorized' の UploadError を投げるようにしてください。",
    ],
    'already-stored': [
      '内容が新しいにもかかわらず、API はテストファイルをすでに保持していると応答しました。',
      '名前、種類、サイズのいずれかだけで識別せず、内容のハッシュとサイズを組み合わせてファイルを識別してください。',
    ],

    'mixed-content': [
      'ページは https ですが、チケットの URL は http です。ブラウザーはこのようなリクエストをブロックします。',
      'ストレージを https で提供し、ブラウザーが使用する https のエンドポイントの URL に API が署名するようにしてください。',
    ],
    'ticket-unusable': ({ why }) => [
      `このままではチケットを使用できません。${why}`,
      "API がチケットに含める内容を修正してください。オリジンが正しい場合は、'allowedOrigins' に追加してください。",
    ],
    'policy-blocks-api': [
      'ページの Content Security Policy が API への接続をブロックしています。',
      'API のオリジンを connect-src に追加してください。',
    ],
    'policy-blocks-storage': [
      'ページの Content Security Policy がストレージへの接続をブロックしています。',
      'ストレージのオリジン（チケットの URL のオリジン）を connect-src に追加してください。そこから画像も読み込む場合は、img-src にも追加してください。',
    ],

    offline: ['ブラウザーがオフラインです。', 'ネットワークに接続して、もう一度確認してください。'],
    'storage-unreachable': [
      'チケットのアドレスから応答がありません。',
      'API が署名するホストとポートを確認してください。ブラウザーから接続できる必要があるため、サーバー間やコンテナー間だけで有効な名前は使えません。次に、TLS 証明書と、リクエストをブロックする拡張機能を確認してください。',
    ],
    'cors-origin-refused': (facts) => [
      'ストレージがプリフライトリクエストを拒否し、このページは応答をまったく読み取れません。ページのオリジンが許可されていません。',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `ストレージはこのページのオリジンを許可していますが、${facts.method} のプリフライトリクエストを拒否しました。`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `ストレージは ${facts.method} を許可していますが、アップロードのヘッダーについてのプリフライトリクエストを拒否しました：${list(headers)}。`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'ストレージは単純なフォームには応答しますが、進行状況を取得するフォームの送信前にブラウザーが送るプリフライトリクエスト（OPTIONS）を拒否しました。',
      `${corsRule(facts)}ストレージの手前にプロキシやファイアウォールがある場合は、OPTIONS を通すようにしてください。`,
    ],
    'cors-answer-hidden': (facts) => [
      'ストレージはテストファイルを受信しましたが、応答がこのページのオリジンを許可していないため（Access-Control-Allow-Origin）、ブラウザーが応答をページから隠しています。',
      `${corsRule(facts)}ストレージの手前にプロキシや CDN がある場合は、このヘッダーを転送するようにしてください。`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]}${suspect(aheadSeconds)}`,
      'ストレージと署名するマシンの時計をタイムサーバーと同期し、API の応答がキャッシュされないようにしてください（Cache-Control: no-store）。',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `チケットは取得したばかりですが、このデバイスの時計では${signed(aheadSeconds)}。${isStored ? 'それでもストレージは受け付けました。' : 'ストレージはテストファイルを拒否しましたが、時刻には触れていません。'}`,
      '署名するマシンの時計をタイムサーバーと比べてください。正しい場合は、キャッシュが古いチケットを返していないかを確認してください。API の応答はキャッシュしてはいけません。どちらも原因でなければ、このデバイスの時計がずれていますが、支障はありません。',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `チケットは ${unit(seconds, 'second')}で期限切れになり、ファイルを送信するには短すぎます。`,
      `${lifetime}API が有効期限の時刻を送信する場合は、API の各マシンの時計を比べてください。`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired}署名された有効期間は ${unit(seconds, 'second')}です。`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `API が署名に使うアクセスキーがストレージに登録されていません（${answered(answer)}）。`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `API が署名に使う一時的な認証情報の期限が切れています（${answered(answer)}）。`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `API が署名に使うセッショントークンをストレージが受け付けません（${answered(answer)}）。`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `ストレージが署名のスコープを受け付けません（${answered(answer)}）。`,
      'ストレージ自身のリージョンとサービスに対して、最長 1 週間の有効期間で署名してください。',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}Content-Type が署名されていますが、チケットに含まれていません。`,
      `署名したものとまったく同じ値の Content-Type を、API がチケットの${method === 'PUT' ? 'ヘッダー' : 'フィールド'}に追加するようにしてください。`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}チケットは種類 ${type} に対してリクエストされましたが、別の Content-Type を含んでいます。一方に署名し、もう一方をチケットに入れた可能性があります。`,
      'チケットのヘッダーに入れるものとまったく同じ Content-Type に、API が署名するようにしてください。',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'ヘッダー' : 'フィールド'
      return [
        `${refused(answer)}次の名前は署名されていますが、チケットの${what}にありません：${list(names)}。`,
        `署名したものとまったく同じ値で、API がチケットの${what}に追加するようにするか、署名の対象から外してください。`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}チケットに署名されていないヘッダーが含まれています：${list(names)}。`,
            "ヘッダーとして署名するか（AWS SDK では 'unhoistableHeaders' によりチェックサムがクエリに含まれなくなります）、チケットから除いてください。",
          ]
        : [
            `${refused(answer)}フォームに、ポリシーの条件がないフィールドが含まれています：${list(names)}。`,
            'それぞれの条件をポリシーに追加するか、フォームから除いてください。',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}空の本文のチェックサムが署名されています。`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      '空の本文のチェックサムが署名されています。このストレージは無視しますが、すべてのファイルを拒否するストレージもあります。',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}ただし、チケット内の名前は署名の対象と一致しています。`,
      `${isTypeSigned ? '署名された値、特に Content-Type を、チケット内の値と' : '署名されたオブジェクトキーとホストを、チケット内のものと'}比べてください。また、API が署名に使うシークレットキーとリージョン、その認証情報でバケットに書き込めるか、プロキシがホストやヘッダーを変更していないかを確認してください。`,
    ],

    'connection-broken': [
      'テストファイルの内容を送信し始めると、ストレージへの接続が切れます。',
      'ブラウザーとストレージの間で、リクエストのサイズやメソッドを制限しているプロキシまたはファイアウォールを探し、ストレージのログも確認してください。',
    ],
    'connection-broken/early': [
      'テストファイルをすべて送信する前に接続が切れました。ストレージがファイルを読まずにチケットを拒否した可能性がありますが、このブラウザーはそのような応答を表示しません。',
      'すべてのブラウザーが拒否の応答を表示できる 64 KiB 未満のファイルで確認するか、Chromium で確認してください。',
    ],
    'storage-slow': [
      'ストレージに接続できますが、テストファイルに時間内に応答しませんでした。',
      "ストレージのログを確認し、途中で何かを待っているプロキシがないかを調べてください。'timeoutMs' を長くすると、ストレージが遅いのか停止しているのかがわかります。",
    ],
    'uploads-intercepted': ({ worker }) => [
      `ストレージはテストファイルを保存しましたが、サービスワーカー ${worker} がアップロードを横取りしています。この場合、ブラウザーは進行状況を通知せず、キャンセルした転送も停止できません。`,
      "サービスワーカーの fetch ハンドラーを `if (event.request.method !== 'GET') return` で始めて、アップロードを対象外にしてください。",
    ],
    'storage-redirected': [
      'ストレージがテストファイルを、チケットが無効な別のオリジンにリダイレクトしました。',
      'ストレージのリダイレクト先のエンドポイントに対して署名してください。S3 では、バケットのリージョンのエンドポイントです。',
    ],
    'storage-redirected/region': (answer) => [
      `バケットは、チケットが署名されたリージョンとは別のリージョンにあります（${answered(answer)}）。`,
      'バケット自身のリージョンとエンドポイントで署名してください。',
    ],
    'not-storage': [
      'ストレージ以外から、ページ、または成功のステータスを持つエラーが返されました。',
      'API が署名するエンドポイントを確認してください。途中にプロキシ、ログインページ、キャプティブポータルがないかも確認してください。',
    ],
    'bucket-missing': (answer) => [
      `チケットのバケットが存在しません（${answered(answer)}）。`,
      'バケットを作成するか、API の設定を修正してください。MinIO では、パス形式の URL（forcePathStyle）に署名してください。',
    ],
    'bucket-missing/method': (answer) => [
      `ストレージはチケットのアドレスでアップロードを受け付けません（${answered(answer)}）。`,
      'API が何に署名しているかを確認してください。フォームはバケットの URL へ、PUT はオブジェクトの URL へ送信されます。',
    ],
    'storage-refused': (answer) => [
      refused(answer),
      'このコードの意味を調べ、API が署名する内容（サイズの上限、種類、チェックサム、バケットポリシー）と比べてください。',
    ],
    'storage-refused/checksum': (answer) => [
      `署名されたチェックサムが内容と一致しません（${answered(answer)}）。`,
      'チケットのリクエストに使ったハッシュに、base64 で署名してください。それが正しい場合は、ページとストレージの間で内容が変更されています。',
    ],
    'storage-refused/checksum-format': (answer) => [
      `署名されたチェックサムの形式が正しくありません（${answered(answer)}）。`,
      'Content-MD5 には、16 進数ではなく、16 バイトを base64 にした値を指定します。',
    ],
    'storage-failed/full': (answer) => [`ストレージの空き容量がありません（${answered(answer)}）。`, notTheSetUp],
    'storage-failed/busy': (answer) => [`ストレージが混み合っています（${answered(answer)}）。`, notTheSetUp],
    'storage-failed/error': (answer) => [`ストレージでエラーが発生しました（${answered(answer)}）。`, notTheSetUp],

    'etag-hidden': (facts) => [
      'ストレージはテストファイルを保存しましたが、ページに ETag を公開していません。この API は、ファイルの登録に ETag を必要とします。',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'ストレージがページに ETag を公開していないため、内容のハッシュと比較できません。',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'ETag が、このバックエンドの期待に反して、テストファイルの MD5 ではありません。正常なファイルが破損していると判断されます。',
      "バケットを KMS で暗号化している場合、ETag はハッシュではありません。バックエンドのオプション 'etagIsMd5' を false に設定してください。そうでない場合は、ページとストレージの間で内容が変更されています。",
    ],
    'confirm-failed': ({ code, error }) => [
      `ストレージにはテストファイルがありますが、バックエンドが登録しませんでした（${code}）。${error.detail}${theServerSays(error.said)}`,
      'サーバーのログでこの呼び出しを探し、ストレージと何を比較しているか、同じバケットを参照しているかを確認してください。',
    ],
    'clean-up-failed': [
      'チケットを破棄できなかったため、テストファイルが登録されないままストレージに残ることがあります。',
      'サーバーのログでこの呼び出しを探してください。キャンセルしたアップロードの後始末も同じ呼び出しで行われます。',
    ],
  },
}
