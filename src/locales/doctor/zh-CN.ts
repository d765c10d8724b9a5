import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { spaceNumbers } from '../../shared/spaceNumbers.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('zh-CN')

const answered = ({ status, code }: StorageAnswer): string => `状态码 ${status}${code === undefined ? '' : `，${code}`}`

const refused = (answer: StorageAnswer): string => `存储服务拒绝了测试文件（${answered(answer)}）`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : `服务器消息：“${said}”`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : `（状态码 ${status}）`}。${theServerSays(said)}`

/** The adapter's own words are in English, and so is their full stop. */
const apiError = ({ detail, status, said }: AdapterError): string =>
  `${detail}${status === undefined ? '' : `（状态码 ${status}）`}${theServerSays(said)}`

const list = (names: Names): string => names.map((name) => name ?? '一个名称特殊的项').join('、')

const corsRule = ({ rule }: CorsFacts): string =>
  `请为存储桶设置以下 CORS 规则（S3、R2）：\n${rule}\n如果使用 MinIO，请将 MINIO_API_CORS_ALLOW_ORIGIN 设置为页面的来源。`

const signed = (aheadSeconds: number): string =>
  `签名时间${aheadSeconds > 0 ? '晚于当前时间' : '早于当前时间'} ${spaceNumbers(duration(Math.abs(aheadSeconds)))}`

const verdicts = {
  expired: '票据是刚刚申请的，但存储服务认为它已过期。',
  premature: '存储服务认为票据尚未生效。',
  skewed: '存储服务认为签名时间与其自身时钟相差过大。',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return '签名方与存储服务的时钟不一致，或者票据来自缓存。'
  if (aheadSeconds === 0) return '按此设备的时钟，票据是刚刚签名的，因此很可能是存储服务的时钟不准。'
  return `按此设备的时钟，${signed(aheadSeconds)}。如果此时钟准确，则是签名方的时钟不准，或者票据来自缓存。`
}

const credentials = '请为 API 配置存储服务认可且未过期的凭据。票据的有效期不得超过用来签名的临时凭据的有效期。'

const emptyChecksum =
  "请在 API 创建 S3 客户端的位置，将 requestChecksumCalculation 设置为 'WHEN_REQUIRED'。较新的 AWS SDK 默认会将校验和签入每个 URL，但预签名时还没有请求正文。"

const notTheSetUp = '原因不在配置。请查看存储服务的日志和配额。'

const giveTheDoctor = "请为检查提供与实际上传相同的信息：说明文件归属的 'metadata'，或者 API 接受的类型的 'file'。"

const compareAnswer = '请在网络面板中，将响应与适配器所期望的内容进行比较。'

const lifetime = '请将票据的有效期设置为 5 到 15 分钟。'

/** The doctor's report in Chinese, in simplified characters. */
export const zhCNDoctor: DoctorTexts = {
  language: 'zh-CN',

  notes: {
    'not-reached': '上传没有进行到这一步。',
    'page-secure': '页面处于安全上下文中。',
    'worker-started': '文件在 Web Worker 中读取。',
    'worker-from-blob': '文件在 Web Worker 中读取。由于无法加载其自身的文件，它是通过 blob: URL 启动的。',
    'no-digest': '此后端不需要摘要，因此未进行计算。',
    'wasm-used': '摘要由 WebAssembly 计算。',
    'probe-accepted': '后端接受测试文件。',
    'ticket-answered': ({ kind }) =>
      `后端返回了用于${{ put: ' PUT ', post: '表单（POST）', multipart: '分片上传' }[kind]}的票据。`,
    'file-known': 'API 已有此文件，因此未发送任何内容。请为检查提供一个新文件。',
    'address-allowed': '页面可以向票据中的 URL 发送文件。',
    'policy-allows': '页面的 Content Security Policy 允许连接 API 和存储服务。',
    'storage-reachable': '可以连接到存储服务。',
    'preflight-answered': '存储服务响应了预检请求。',
    'answers-readable': '页面可以读取存储服务的响应。',
    'signing-time-unknown': '票据中没有签名时间。',
    'signed-just-now': '按此设备的时钟，票据是刚刚签名的。',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `此设备的时钟${aheadSeconds > 0 ? '慢' : '快'}了 ${spaceNumbers(duration(Math.abs(aheadSeconds)))}。上传不受其影响。`,
    'signature-accepted': '存储服务接受签名。',
    'signature-unopposed': '存储服务对签名没有异议。',
    'probe-stored': '存储服务已保存测试文件。',
    'etag-readable': '页面可以读取 ETag。',
    'etag-unneeded': '存储服务对页面隐藏了 ETag。此后端不需要它。',
    'confirm-not-asked': "测试文件未登记。使用 'confirm: true' 会登记该文件，之后需要您自行删除。",
    'confirm-multipart': 'API 签发的是分片上传的票据，而只上传了其中一个分片。',
    'probe-registered': ({ id }) => `后端已登记测试文件。请记得删除${id === null ? '该文件' : ` ID 为“${id}”的文件`}。`,
    'nothing-to-abandon': '没有需要作废的票据：测试文件现已登记。',
    'no-ticket': '没有需要作废的票据。',
    'cannot-abandon': '此 API 不支持作废票据：几个字节的测试文件可能会以未登记的状态留在存储服务中。',
    'ticket-abandoned': '票据已作废，测试文件也一并作废。',
  },

  findings: {
    'page-insecure': [
      '页面通过 http 由另一台机器提供。上传可以进行，但网络路径上的任何人都能读取和修改内容。',
      '请通过 https 提供页面。',
    ],
    'wasm-blocked': [
      '计算摘要的环境禁用了 WebAssembly。改由 JavaScript 计算，耗时是原来的数倍。',
      "请在页面的 Content Security Policy 以及提供 worker 文件时所用的策略中，将 'wasm-unsafe-eval' 添加到 script-src。",
    ],
    'worker-blocked': [
      '页面的 Content Security Policy 禁止 Web Worker。文件在页面自身的线程中分小块读取，速度较慢。',
      "请在策略中允许 worker-src 'self'；如果打包工具没有输出 worker 的文件，还需允许 blob:。",
    ],
    'worker-not-found': [
      '无法启动 Web Worker。文件在页面自身的线程中分小块读取，速度较慢。',
      "请将 coatcheck/worker 的文件复制到您的资源目录，并传入 'createWorker'。该文件必须由页面自身的来源以 JavaScript 形式提供。",
    ],
    'own-worker-failed': [
      "'createWorker' 创建的 worker 没有启动，因此文件以其他方式读取。",
      "请确认 'createWorker' 中的 URL 以 JavaScript 形式提供已安装版本的 coatcheck/worker 文件，并且 worker-src 允许该 URL。",
    ],
    'inspection-failed': [
      '无论在 worker 中还是在页面上，都无法读取测试文件或计算其摘要。',
      "请在控制台和网络面板中查找加载失败的 coatcheck 脚本。如果传入了 'file'，请确认它仍可读取。",
    ],

    'probe-refused': ({ reasons }) => [
      `后端的 'check' 在发出请求之前就拒绝了测试文件：${reasons.join('、')}。`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "后端的 'check' 在发出请求之前，因测试文件抛出了错误。",
      `${giveTheDoctor}如果上传也以同样的方式失败，请修正 'check'。`,
    ],
    'api-unauthorized': (answer) => [
      api('API 不接受票据请求的凭据', answer),
      "请登录。然后检查后端的 'headers' 选项返回的内容。如需在其他来源上使用 Cookie，请将 'credentials' 设置为 'include'。",
    ],
    'api-forbidden': (answer) => [
      api('API 不允许此用户上传', answer),
      "请授予此用户上传权限，或者为检查提供该用户可以上传到的对象的 'metadata'。缺少 CSRF 令牌时也会出现同样的结果。",
    ],
    'api-not-found': (answer) => [
      api('API 找不到该文件所属的对象', answer),
      "请检查 'metadata' 中的 ID，然后检查后端的 URL 选项。",
    ],
    'api-missing': (answer) => [
      api('服务器有响应，但在提供给后端的地址上没有用于票据请求的端点', answer),
      '请检查后端的 URL 选项；在开发环境中，还要检查通往 API 的代理。',
    ],
    'api-refused': (answer) => [
      api('API 拒绝了测试文件', answer),
      "请阅读服务器的消息。如果它需要更多上传信息，请为检查提供 'metadata'；如果它只接受某些文件，请提供 'file'。",
    ],
    'api-rate-limited': (answer) => [api('API 收到的请求过多', answer), '请等待一分钟，然后重新检查。'],
    'api-failed': (answer) => [api('API 出错', answer), '原因请查看服务器自身的日志。'],
    'api-unreachable': (answer) => [
      api('无法连接到 API，或者浏览器隐藏了它的响应', answer),
      '请确认 API 正在运行，且后端的 URL 正确。如果 API 的来源与页面不同，它需要自己的 CORS 标头：Access-Control-Allow-Origin，以及针对应用所发送标头的 Access-Control-Allow-Headers。',
    ],
    'api-timeout': (answer) => [
      api('API 未及时响应', answer),
      "请在服务器日志中查找此调用。增大 'timeoutMs' 可以看出 API 是缓慢还是卡住。",
    ],
    'api-redirected': (answer) => [
      api('API 重定向了票据请求，但不会跟随重定向', answer),
      "请向后端提供最终的 URL：检查 http 或 https、'www' 以及末尾的斜杠。重定向到登录页面说明没有用户登录：请让 API 改为返回 401。",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer}如果返回的是 HTML 而不是 JSON，那就是登录页面，或者由于 URL 或代理有误而返回的应用自身页面。`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('适配器因未知类型的错误而失败', answer),
      '请让适配器的 requestTicket 抛出 UploadError，或者带有响应状态码的错误。要查看原因，请让调试器在已捕获的异常处也暂停。',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "原因请查看控制台。要表示用户已退出登录，请让 'headers' 抛出代码为 'unauthorized' 的 UploadError。",
    ],
    'already-stored': [
      '测试文件的内容是全新的，但 API 声称已有该文件。',
      '请通过内容摘要与大小共同识别文件，而不要仅凭名称、类型或大小。',
    ],

    'mixed-content': [
      '页面使用 https，但票据的 URL 使用 http。浏览器会阻止此类请求。',
      '请通过 https 提供存储服务，并让 API 为浏览器所用的 https 端点的 URL 签名。',
    ],
    'ticket-unusable': ({ why }) => [
      `票据目前无法使用。${why}`,
      "请修正 API 放入票据的内容。如果来源正确，请将其添加到 'allowedOrigins'。",
    ],
    'policy-blocks-api': [
      '页面的 Content Security Policy 阻止了与 API 的连接。',
      '请将 API 的来源添加到 connect-src。',
    ],
    'policy-blocks-storage': [
      '页面的 Content Security Policy 阻止了与存储服务的连接。',
      '请将存储服务的来源（即票据 URL 的来源）添加到 connect-src。如果图片也来自那里，请同时添加到 img-src。',
    ],

    offline: ['浏览器处于离线状态。', '请连接网络，然后重新检查。'],
    'storage-unreachable': [
      '票据中的地址没有响应。',
      '请检查 API 签名时所用的主机和端口：浏览器必须能够访问它们，因此只在服务器或容器之间有效的名称不可用。然后检查 TLS 证书，以及会拦截请求的扩展程序。',
    ],
    'cors-origin-refused': (facts) => [
      '存储服务拒绝了预检请求，并且不让此页面读取任何响应：它不允许页面的来源。',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `存储服务允许此页面的来源，但拒绝了 ${facts.method} 的预检请求。`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `存储服务允许 ${facts.method}，但拒绝了针对上传标头的预检请求：${list(headers)}。`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      '存储服务会响应普通表单，但拒绝了浏览器在发送可报告进度的表单之前发出的预检请求（OPTIONS）。',
      `${corsRule(facts)}如果存储服务前面有代理或防火墙，请让它放行 OPTIONS。`,
    ],
    'cors-answer-hidden': (facts) => [
      '存储服务已收到测试文件，但它的响应不允许此页面的来源（Access-Control-Allow-Origin），因此浏览器对页面隐藏了该响应。',
      `${corsRule(facts)}如果存储服务前面有代理或 CDN，请让它传递该标头。`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]}${suspect(aheadSeconds)}`,
      '请将存储服务和签名机器的时钟与时间服务器同步，并且不要让任何缓存保留 API 的响应（Cache-Control: no-store）。',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `票据是刚刚申请的，但按此设备的时钟，${signed(aheadSeconds)}。${isStored ? '存储服务仍然接受了它。' : '存储服务拒绝了测试文件，但没有提到时间。'}`,
      '请将签名机器的时钟与时间服务器进行比较。如果时钟准确，请检查是否有缓存返回了旧票据；API 的响应不得被缓存。如果两者都不是原因，那就是此设备的时钟不准，这没有影响。',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `票据在 ${spaceNumbers(unit(seconds, 'second'))}后过期，时间太短，无法发送文件。`,
      `${lifetime}如果 API 返回的是过期时刻，请比较其各台机器的时钟。`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired}签名的有效期为 ${spaceNumbers(unit(seconds, 'second'))}。`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `存储服务无法识别 API 签名所用的访问密钥（${answered(answer)}）。`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [`API 签名所用的临时凭据已过期（${answered(answer)}）。`, credentials],
    'credentials-refused/session': (answer) => [
      `存储服务不接受 API 签名所用的会话令牌（${answered(answer)}）。`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `存储服务不接受签名的范围（${answered(answer)}）。`,
      '请针对存储服务自身的区域和服务签名，有效期最长一周。',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}：对 Content-Type 进行了签名，但票据中没有它。`,
      `请让 API 将 Content-Type 添加到票据的${method === 'PUT' ? '标头' : '字段'}中，且值与签名时完全一致。`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}。票据是针对类型 ${type} 申请的，但包含另一个 Content-Type。很可能签名的是其中一个，放入票据的是另一个。`,
      '请让 API 签名的 Content-Type 与放入票据标头中的完全一致。',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? '标头' : '字段'
      return [
        `${refused(answer)}：以下名称已签名，但票据的${what}中没有：${list(names)}。`,
        `请让 API 将它们添加到票据的${what}中，且值与签名时完全一致，或者不再对它们签名。`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}：票据包含未签名的标头：${list(names)}。`,
            "请将它们作为标头签名（在 AWS SDK 中，'unhoistableHeaders' 可使校验和不进入查询字符串），或者从票据中去掉。",
          ]
        : [
            `${refused(answer)}：表单中有策略未规定条件的字段：${list(names)}。`,
            '请在策略中为每个字段添加条件，或者从表单中去掉这些字段。',
          ],
    'empty-checksum-signed': (answer) => [`${refused(answer)}：对空正文的校验和进行了签名。`, emptyChecksum],
    'empty-checksum-signed/ignored': [
      '对空正文的校验和进行了签名。此存储服务会忽略它；其他存储服务则会拒绝所有文件。',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}，尽管票据中的名称与签名所涵盖的一致。`,
      `请将${isTypeSigned ? '签名的值（尤其是 Content-Type）与票据中的值' : '签名的对象键和主机与票据中的'}进行比较。请检查 API 签名所用的密钥和区域、这些凭据能否写入存储桶，以及是否有代理修改了主机或标头。`,
    ],

    'connection-broken': [
      '一发送测试文件的内容，与存储服务的连接就会中断。',
      '请在浏览器与存储服务之间查找限制请求大小或方法的代理或防火墙，并查看存储服务的日志。',
    ],
    'connection-broken/early': [
      '测试文件尚未全部发送，连接就中断了。存储服务可能没有读取文件就拒绝了票据；此浏览器不会显示这样的响应。',
      '请使用小于 64 KiB 的文件进行检查（所有浏览器都会显示其拒绝响应），或者在 Chromium 中进行检查。',
    ],
    'storage-slow': [
      '可以连接到存储服务，但它未及时响应测试文件。',
      "请查看存储服务的日志，并查找中间是否有正在等待的代理。增大 'timeoutMs' 可以看出存储服务是缓慢还是卡住。",
    ],
    'uploads-intercepted': ({ worker }) => [
      `存储服务已保存测试文件，但 service worker ${worker} 拦截了上传。此时浏览器不会报告进度，也无法停止已取消的传输。`,
      "请让该 worker 的 fetch 处理程序以 `if (event.request.method !== 'GET') return` 开头，使上传绕过它。",
    ],
    'storage-redirected': [
      '存储服务将测试文件重定向到另一个来源，票据在那里无效。',
      '请针对存储服务重定向到的端点签名。对于 S3，就是存储桶所在区域的端点。',
    ],
    'storage-redirected/region': (answer) => [
      `存储桶所在的区域与票据签名所针对的区域不同（${answered(answer)}）。`,
      '请使用存储桶自身的区域和端点签名。',
    ],
    'not-storage': [
      '响应并非来自存储服务：返回的是一个页面，或者是状态码表示成功的错误。',
      '请检查 API 签名所针对的端点，以及中间是否有代理、登录页面或强制门户。',
    ],
    'bucket-missing': (answer) => [
      `票据中的存储桶不存在（${answered(answer)}）。`,
      '请创建存储桶，或者修正 API 的配置。如果使用 MinIO，请对路径样式的 URL 签名（forcePathStyle）。',
    ],
    'bucket-missing/method': (answer) => [
      `存储服务在票据中的地址上不接受上传（${answered(answer)}）。`,
      '请检查 API 签名的内容：表单应发送到存储桶的 URL，PUT 应发送到对象的 URL。',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}。`,
      '请查询此代码的含义，并与 API 签名的内容进行比较：大小限制、类型、校验和、存储桶策略。',
    ],
    'storage-refused/checksum': (answer) => [
      `签名的校验和与内容不符（${answered(answer)}）。`,
      '请以 base64 对申请票据时所用的摘要签名。如果摘要正确，则说明内容在页面与存储服务之间被修改。',
    ],
    'storage-refused/checksum-format': (answer) => [
      `签名的校验和格式不正确（${answered(answer)}）。`,
      'Content-MD5 需要 16 个字节的 base64 编码，而不是十六进制数字。',
    ],
    'storage-failed/full': (answer) => [`存储空间已满（${answered(answer)}）。`, notTheSetUp],
    'storage-failed/busy': (answer) => [`存储服务繁忙（${answered(answer)}）。`, notTheSetUp],
    'storage-failed/error': (answer) => [`存储服务出错（${answered(answer)}）。`, notTheSetUp],

    'etag-hidden': (facts) => [
      '存储服务已保存测试文件，但对页面隐藏了 ETag。此 API 需要它来登记文件。',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      '存储服务对页面隐藏了 ETag，因此无法将它与内容的摘要进行比较。',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'ETag 不是测试文件的 MD5，与此后端的预期不符。完好的文件会被当作已损坏。',
      "如果存储桶使用 KMS 加密，其 ETag 就不是摘要：请将后端的 'etagIsMd5' 选项设置为 false。否则，说明内容在页面与存储服务之间被修改。",
    ],
    'confirm-failed': ({ code, error }) => [
      `存储服务已有测试文件，但后端没有登记它（${code}）。${error.detail}${theServerSays(error.said)}`,
      '请在服务器日志中查找此调用：检查它与存储服务比较的内容，以及它查看的是否是同一个存储桶。',
    ],
    'clean-up-failed': [
      '无法作废票据，因此测试文件可能会以未登记的状态留在存储服务中。',
      '请在服务器日志中查找此调用：已取消的上传也由同一调用清理。',
    ],
  },
}
