import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('ko')

const answered = ({ status, code }: StorageAnswer): string =>
  `상태 코드 ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `저장소가 테스트 파일을 거부했습니다(${answered(answer)}).`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` 서버 메시지: “${said}”`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : `(상태 코드 ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, status, said }: AdapterError): string =>
  `${detail}${status === undefined ? '' : ` (상태 코드 ${status})`}${theServerSays(said)}`

const list = (names: Names): string => names.map((name) => name ?? '특이한 이름 하나').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `버킷에 다음 CORS 규칙을 설정하세요(S3, R2).\n${rule}\nMinIO에서는 MINIO_API_CORS_ALLOW_ORIGIN을 페이지의 출처로 설정하세요.`

const signed = (aheadSeconds: number): string =>
  `서명 시각이 ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? '뒤입니다' : '전입니다'}`

const verdicts = {
  expired: '티켓을 방금 요청했는데도 저장소는 만료되었다고 합니다.',
  premature: '저장소는 티켓이 아직 유효하지 않다고 합니다.',
  skewed: '저장소는 서명 시각이 자체 시계와 너무 많이 다르다고 합니다.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return '서명하는 쪽과 저장소의 시계가 서로 다르거나, 티켓이 캐시에서 반환되었습니다.'
  if (aheadSeconds === 0) return '이 기기의 시계로는 방금 서명되었으므로 저장소의 시계가 틀렸을 가능성이 높습니다.'
  return `이 기기의 시계로는 ${signed(aheadSeconds)}. 이 시계가 맞다면 서명하는 쪽의 시계가 틀렸거나, 티켓이 캐시에서 반환되었습니다.`
}

const credentials =
  '저장소에 등록되어 있고 만료되지 않은 자격 증명을 API에 설정하세요. 티켓의 유효 기간은 서명에 사용한 임시 자격 증명의 유효 기간보다 길 수 없습니다.'

const emptyChecksum =
  "API가 S3 클라이언트를 만드는 곳에서 requestChecksumCalculation을 'WHEN_REQUIRED'로 설정하세요. 최신 AWS SDK는 기본적으로 각 URL에 체크섬을 포함해 서명하지만, URL에 미리 서명할 때는 아직 본문이 없습니다."

const notTheSetUp = '설정이 원인은 아닙니다. 저장소의 로그와 할당량을 확인하세요.'

const giveTheDoctor =
  "실제 업로드와 같은 정보를 확인용으로 지정하세요. 파일이 속한 대상을 나타내는 'metadata' 또는 API가 받는 종류의 'file'입니다."

const compareAnswer = '네트워크 패널에서 응답을 어댑터가 기대하는 내용과 비교하세요.'

const lifetime = '티켓의 유효 기간을 5~15분으로 설정하세요.'

/** The doctor's report in Korean. */
export const koDoctor: DoctorTexts = {
  language: 'ko',

  notes: {
    'not-reached': '업로드가 이 단계까지 진행되지 않았습니다.',
    'page-secure': '페이지가 보안 컨텍스트입니다.',
    'worker-started': '파일을 웹 워커에서 읽습니다.',
    'worker-from-blob': '파일을 웹 워커에서 읽습니다. 자체 파일을 불러올 수 없어 blob: URL에서 시작했습니다.',
    'no-digest': '이 백엔드는 해시를 요구하지 않으므로 계산하지 않았습니다.',
    'wasm-used': '해시를 WebAssembly로 계산합니다.',
    'probe-accepted': '백엔드가 테스트 파일을 받습니다.',
    'ticket-answered': ({ kind }) =>
      `백엔드가 ${{ put: 'PUT', post: '폼(POST)', multipart: '멀티파트 업로드' }[kind]}용 티켓으로 응답합니다.`,
    'file-known': 'API에 이미 이 파일이 있어 아무것도 보내지 않습니다. 확인용으로 새 파일을 지정하세요.',
    'address-allowed': '페이지가 티켓의 URL로 파일을 보낼 수 있습니다.',
    'policy-allows': '페이지의 Content Security Policy가 API와 저장소에 대한 연결을 허용합니다.',
    'storage-reachable': '저장소에 연결할 수 있습니다.',
    'preflight-answered': '저장소가 프리플라이트(preflight) 요청에 응답합니다.',
    'answers-readable': '페이지가 저장소의 응답을 읽을 수 있습니다.',
    'signing-time-unknown': '티켓에 서명 시각이 없습니다.',
    'signed-just-now': '이 기기의 시계로는 티켓이 방금 서명되었습니다.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `이 기기의 시계가 ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? '느립니다' : '빠릅니다'}. 업로드에는 영향이 없습니다.`,
    'signature-accepted': '저장소가 서명을 받아들입니다.',
    'signature-unopposed': '저장소가 서명을 문제 삼지 않습니다.',
    'probe-stored': '저장소가 테스트 파일을 저장했습니다.',
    'etag-readable': '페이지가 ETag를 읽을 수 있습니다.',
    'etag-unneeded': '저장소가 페이지에 ETag를 노출하지 않습니다. 이 백엔드에는 필요하지 않습니다.',
    'confirm-not-asked':
      "테스트 파일이 등록되지 않았습니다. 'confirm: true'를 사용하면 등록되며, 그 후 직접 삭제해야 합니다.",
    'confirm-multipart': 'API가 멀티파트 업로드용 티켓을 발급하지만, 파트를 하나만 업로드했습니다.',
    'probe-registered': ({ id }) =>
      `백엔드가 테스트 파일을 등록했습니다. ${id === null ? '이 파일' : `ID가 “${id}”인 파일`}을 잊지 말고 삭제하세요.`,
    'nothing-to-abandon': '테스트 파일이 등록되었으므로 폐기할 티켓이 없습니다.',
    'no-ticket': '폐기할 티켓이 없었습니다.',
    'cannot-abandon':
      '이 API에서는 티켓을 폐기할 수 없습니다. 몇 바이트의 테스트 파일이 등록되지 않은 채 저장소에 남을 수 있습니다.',
    'ticket-abandoned': '티켓과 테스트 파일을 폐기했습니다.',
  },

  findings: {
    'page-insecure': [
      '페이지가 다른 컴퓨터에서 http로 제공됩니다. 업로드는 작동하지만 네트워크 경로에 있는 누구나 내용을 읽고 바꿀 수 있습니다.',
      '페이지를 https로 제공하세요.',
    ],
    'wasm-blocked': [
      '해시를 계산하는 곳에서 WebAssembly가 차단되었습니다. 대신 JavaScript로 계산하므로 시간이 몇 배 더 걸립니다.',
      "페이지의 Content Security Policy와 워커 파일을 제공할 때 쓰는 정책 모두에서 script-src에 'wasm-unsafe-eval'을 추가하세요.",
    ],
    'worker-blocked': [
      '페이지의 Content Security Policy가 웹 워커를 차단합니다. 파일을 페이지 스레드에서 작은 조각으로 읽으므로 더 느립니다.',
      "정책에서 worker-src 'self'를 허용하고, 번들러가 워커 파일을 내보내지 않으면 blob:도 허용하세요.",
    ],
    'worker-not-found': [
      '웹 워커를 시작할 수 없습니다. 파일을 페이지 스레드에서 작은 조각으로 읽으므로 더 느립니다.',
      "coatcheck/worker 파일을 에셋으로 복사하고 'createWorker'를 전달하세요. 페이지의 출처에서 JavaScript로 제공해야 합니다.",
    ],
    'own-worker-failed': [
      "'createWorker'가 만든 워커가 시작되지 않아 파일을 다른 방법으로 읽습니다.",
      "'createWorker'의 URL이 설치된 버전의 coatcheck/worker 파일을 JavaScript로 제공하는지, worker-src가 이를 허용하는지 확인하세요.",
    ],
    'inspection-failed': [
      '워커와 페이지 모두에서 테스트 파일을 읽거나 해시를 계산할 수 없었습니다.',
      "콘솔과 네트워크 패널에서 불러오지 못한 coatcheck 스크립트를 찾아보세요. 'file'을 전달한다면 아직 읽을 수 있는지 확인하세요.",
    ],

    'probe-refused': ({ reasons }) => [
      `백엔드의 'check'가 요청을 보내기 전에 테스트 파일을 거부합니다: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "백엔드의 'check'가 요청을 보내기 전에 테스트 파일에서 오류를 발생시킵니다.",
      `${giveTheDoctor} 업로드도 같은 방식으로 실패하면 'check'를 수정하세요.`,
    ],
    'api-unauthorized': (answer) => [
      api('API가 티켓 요청의 자격 증명을 받아들이지 않습니다', answer),
      "로그인하세요. 그런 다음 백엔드의 'headers' 옵션이 무엇을 반환하는지 확인하세요. 다른 출처에서 쿠키를 사용하려면 'credentials'를 'include'로 설정하세요.",
    ],
    'api-forbidden': (answer) => [
      api('API가 이 사용자의 업로드를 허용하지 않습니다', answer),
      "이 사용자에게 업로드 권한을 부여하거나, 사용자가 업로드할 수 있는 대상의 'metadata'를 확인용으로 지정하세요. CSRF 토큰이 없을 때도 같은 결과가 나타납니다.",
    ],
    'api-not-found': (answer) => [
      api('API에서 파일이 속한 대상을 찾을 수 없습니다', answer),
      "'metadata'의 ID를 확인한 다음 백엔드의 URL 옵션을 확인하세요.",
    ],
    'api-missing': (answer) => [
      api('서버는 응답하지만 백엔드에 지정된 주소에 티켓 요청을 위한 엔드포인트가 없습니다', answer),
      '백엔드의 URL 옵션을 확인하고, 개발 중이라면 API로 가는 프록시도 확인하세요.',
    ],
    'api-refused': (answer) => [
      api('API가 테스트 파일을 거부했습니다', answer),
      "서버 메시지를 읽어 보세요. 업로드에 대한 정보가 더 필요하면 확인용으로 'metadata'를 지정하고, 특정 파일만 받는다면 'file'을 지정하세요.",
    ],
    'api-rate-limited': (answer) => [
      api('API가 너무 많은 요청을 받았습니다', answer),
      '1분 정도 기다린 후 다시 확인하세요.',
    ],
    'api-failed': (answer) => [api('API에서 오류가 발생했습니다', answer), '원인은 서버의 로그에 있습니다.'],
    'api-unreachable': (answer) => [
      api('API에 연결할 수 없거나 브라우저가 응답을 숨겼습니다', answer),
      'API가 실행 중인지, 백엔드의 URL이 올바른지 확인하세요. API의 출처가 페이지와 다르면 자체 CORS 헤더가 필요합니다. Access-Control-Allow-Origin, 그리고 앱이 보내는 헤더를 위한 Access-Control-Allow-Headers입니다.',
    ],
    'api-timeout': (answer) => [
      api('API가 제시간에 응답하지 않았습니다', answer),
      "서버 로그에서 이 호출을 찾아보세요. 'timeoutMs'를 늘리면 API가 느린 것인지 멈춘 것인지 알 수 있습니다.",
    ],
    'api-redirected': (answer) => [
      api('API가 티켓 요청을 리디렉션하지만 리디렉션은 따라가지 않습니다', answer),
      "백엔드에 최종 URL을 지정하세요. http 또는 https, 'www', 끝의 슬래시를 확인하세요. 로그인 페이지로 리디렉션된다면 아무도 로그인하지 않은 것입니다. 대신 API가 401로 응답하게 하세요.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} JSON 대신 HTML이 온다면 로그인 페이지이거나, URL 또는 프록시가 잘못되어 반환된 앱 자체입니다.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('어댑터가 알 수 없는 종류의 오류로 실패했습니다', answer),
      '어댑터의 requestTicket이 UploadError 또는 응답 상태가 담긴 오류를 던지게 하세요. 원인을 보려면 디버거가 처리된 예외에서도 멈추게 하세요.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "원인은 콘솔에 있습니다. 사용자가 로그아웃되었음을 알리려면 'headers'가 코드 'unauthorized'인 UploadError를 던지게 하세요.",
    ],
    'already-stored': [
      '내용이 새로운데도 API는 테스트 파일이 이미 있다고 합니다.',
      '이름, 형식 또는 크기만으로 식별하지 말고 내용의 해시와 크기를 함께 사용해 파일을 식별하세요.',
    ],

    'mixed-content': [
      '페이지는 https이지만 티켓의 URL은 http입니다. 브라우저는 이런 요청을 차단합니다.',
      '저장소를 https로 제공하고, API가 브라우저에서 사용하는 https 엔드포인트의 URL에 서명하게 하세요.',
    ],
    'ticket-unusable': ({ why }) => [
      `이 상태로는 티켓을 사용할 수 없습니다. ${why}`,
      "API가 티켓에 넣는 내용을 수정하세요. 출처가 올바르면 'allowedOrigins'에 추가하세요.",
    ],
    'policy-blocks-api': [
      '페이지의 Content Security Policy가 API 연결을 차단합니다.',
      'API의 출처를 connect-src에 추가하세요.',
    ],
    'policy-blocks-storage': [
      '페이지의 Content Security Policy가 저장소 연결을 차단합니다.',
      '저장소의 출처(티켓 URL의 출처)를 connect-src에 추가하세요. 이미지도 그곳에서 온다면 img-src에도 추가하세요.',
    ],

    offline: ['브라우저가 오프라인 상태입니다.', '네트워크에 연결한 후 다시 확인하세요.'],
    'storage-unreachable': [
      '티켓의 주소에서 아무 응답이 없습니다.',
      'API가 서명하는 호스트와 포트를 확인하세요. 브라우저가 연결할 수 있어야 하므로 서버나 컨테이너 사이에서만 유효한 이름은 사용할 수 없습니다. 그런 다음 TLS 인증서와 요청을 차단하는 확장 프로그램을 확인하세요.',
    ],
    'cors-origin-refused': (facts) => [
      '저장소가 프리플라이트 요청을 거부했고 이 페이지는 어떤 응답도 읽을 수 없습니다. 페이지의 출처가 허용되지 않았습니다.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `저장소가 이 페이지의 출처는 허용하지만 ${facts.method}에 대한 프리플라이트 요청을 거부했습니다.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `저장소가 ${facts.method} 메서드는 허용하지만 업로드 헤더에 대한 프리플라이트 요청을 거부했습니다: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      '저장소가 일반 폼에는 응답하지만, 진행률을 보고하는 폼을 보내기 전에 브라우저가 보내는 프리플라이트 요청(OPTIONS)을 거부했습니다.',
      `${corsRule(facts)} 저장소 앞에 프록시나 방화벽이 있다면 OPTIONS를 통과시키세요.`,
    ],
    'cors-answer-hidden': (facts) => [
      '저장소가 테스트 파일을 받았지만 응답이 이 페이지의 출처를 허용하지 않아(Access-Control-Allow-Origin) 브라우저가 페이지에 응답을 노출하지 않습니다.',
      `${corsRule(facts)} 저장소 앞에 프록시나 CDN이 있다면 이 헤더를 전달하게 하세요.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      '저장소와 서명하는 컴퓨터의 시계를 시간 서버와 동기화하고, API의 응답이 캐시에 저장되지 않게 하세요(Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `티켓을 방금 요청했지만 이 기기의 시계로는 ${signed(aheadSeconds)}. ${isStored ? '그래도 저장소가 받아들였습니다.' : '저장소가 테스트 파일을 거부했지만 시간은 언급하지 않습니다.'}`,
      '서명하는 컴퓨터의 시계를 시간 서버와 비교하세요. 시계가 맞다면 캐시가 오래된 티켓을 반환하는지 확인하세요. API의 응답은 캐시에 저장하면 안 됩니다. 둘 다 원인이 아니라면 이 기기의 시계가 틀린 것이며, 문제가 되지는 않습니다.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `티켓이 ${unit(seconds, 'second')} 후에 만료되며, 이는 파일을 보내기에 너무 짧습니다.`,
      `${lifetime} API가 만료 시각을 보낸다면 API 컴퓨터들의 시계를 비교하세요.`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} 서명된 유효 기간은 ${unit(seconds, 'second')}입니다.`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `API가 서명에 사용하는 액세스 키가 저장소에 등록되어 있지 않습니다(${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `API가 서명에 사용하는 임시 자격 증명이 만료되었습니다(${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `API가 서명에 사용하는 세션 토큰을 저장소가 받아들이지 않습니다(${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `저장소가 서명의 범위를 받아들이지 않습니다(${answered(answer)}).`,
      '저장소 자체의 리전과 서비스로, 최대 일주일 동안 유효하게 서명하세요.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)} Content-Type이 서명되었지만 티켓에 들어 있지 않습니다.`,
      `API가 서명한 것과 정확히 같은 값으로 Content-Type을 티켓의 ${method === 'PUT' ? '헤더' : '필드'}에 추가하게 하세요.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)} 티켓은 ${type} 형식으로 요청했지만 다른 Content-Type이 들어 있습니다. 하나에 서명하고 다른 하나를 티켓에 넣었을 가능성이 높습니다.`,
      'API가 티켓의 헤더에 넣는 것과 정확히 같은 Content-Type에 서명하게 하세요.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? '헤더' : '필드'
      return [
        `${refused(answer)} 다음 이름은 서명되었지만 티켓의 ${what}에 없습니다: ${list(names)}.`,
        `API가 서명한 것과 정확히 같은 값으로 티켓의 ${what}에 추가하게 하거나, 더 이상 서명하지 않게 하세요.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)} 티켓에 서명되지 않은 헤더가 들어 있습니다: ${list(names)}.`,
            "헤더로 서명하거나(AWS SDK에서는 'unhoistableHeaders'가 체크섬을 쿼리에서 제외합니다) 티켓에서 빼세요.",
          ]
        : [
            `${refused(answer)} 폼에 정책 조건이 없는 필드가 있습니다: ${list(names)}.`,
            '각 필드의 조건을 정책에 추가하거나 폼에서 빼세요.',
          ],
    'empty-checksum-signed': (answer) => [`${refused(answer)} 빈 본문의 체크섬이 서명되었습니다.`, emptyChecksum],
    'empty-checksum-signed/ignored': [
      '빈 본문의 체크섬이 서명되었습니다. 이 저장소는 무시하지만 다른 저장소는 모든 파일을 거부합니다.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)} 하지만 티켓의 이름은 서명에 포함된 이름과 일치합니다.`,
      `${isTypeSigned ? '서명된 값, 특히 Content-Type을 티켓의 값과' : '서명된 객체 키와 호스트를 티켓의 것과'} 비교하세요. API가 서명에 사용하는 비밀 키와 리전, 그 자격 증명으로 버킷에 쓸 수 있는지, 프록시가 호스트나 헤더를 바꾸는지 확인하세요.`,
    ],

    'connection-broken': [
      '테스트 파일의 내용을 보내기 시작하면 저장소와의 연결이 끊어집니다.',
      '브라우저와 저장소 사이에서 요청의 크기나 메서드를 제한하는 프록시나 방화벽을 찾아보고, 저장소의 로그를 확인하세요.',
    ],
    'connection-broken/early': [
      '테스트 파일을 다 보내기 전에 연결이 끊어졌습니다. 저장소가 파일을 읽지 않고 티켓을 거부했을 수 있지만, 이 브라우저는 그런 응답을 보여 주지 않습니다.',
      '모든 브라우저가 거부 응답을 보여 주는 64 KiB 미만의 파일로 확인하거나 Chromium에서 확인하세요.',
    ],
    'storage-slow': [
      '저장소에 연결할 수 있지만 테스트 파일에 제시간에 응답하지 않았습니다.',
      "저장소의 로그를 확인하고, 중간에서 무언가를 기다리는 프록시가 있는지 찾아보세요. 'timeoutMs'를 늘리면 저장소가 느린 것인지 멈춘 것인지 알 수 있습니다.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `저장소가 테스트 파일을 저장했지만 서비스 워커 ${worker} 스크립트가 업로드를 가로챕니다. 그러면 브라우저가 진행률을 알려 주지 않고, 취소한 전송을 멈출 수 없습니다.`,
      "업로드가 거치지 않도록 워커의 fetch 핸들러를 `if (event.request.method !== 'GET') return`으로 시작하세요.",
    ],
    'storage-redirected': [
      '저장소가 테스트 파일을 티켓이 유효하지 않은 다른 출처로 리디렉션했습니다.',
      '저장소가 리디렉션하는 엔드포인트로 서명하세요. S3에서는 버킷이 있는 리전의 엔드포인트입니다.',
    ],
    'storage-redirected/region': (answer) => [
      `버킷이 티켓을 서명한 리전과 다른 리전에 있습니다(${answered(answer)}).`,
      '버킷 자체의 리전과 엔드포인트로 서명하세요.',
    ],
    'not-storage': [
      '저장소가 아닌 곳에서 페이지 또는 성공 상태 코드의 오류로 응답했습니다.',
      'API가 서명하는 엔드포인트를 확인하세요. 중간에 프록시, 로그인 페이지 또는 캡티브 포털이 있는지도 확인하세요.',
    ],
    'bucket-missing': (answer) => [
      `티켓의 버킷이 존재하지 않습니다(${answered(answer)}).`,
      '버킷을 만들거나 API 구성을 수정하세요. MinIO에서는 경로 방식 URL에 서명하세요(forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `저장소가 티켓의 주소에서 업로드를 받지 않습니다(${answered(answer)}).`,
      'API가 무엇에 서명하는지 확인하세요. 폼은 버킷의 URL로, PUT은 객체의 URL로 보냅니다.',
    ],
    'storage-refused': (answer) => [
      refused(answer),
      '이 코드의 의미를 찾아보고 API가 서명하는 내용(크기 제한, 형식, 체크섬, 버킷 정책)과 비교하세요.',
    ],
    'storage-refused/checksum': (answer) => [
      `서명된 체크섬이 내용과 일치하지 않습니다(${answered(answer)}).`,
      '티켓을 요청할 때 사용한 해시를 base64로 서명하세요. 해시가 맞다면 페이지와 저장소 사이에서 내용이 바뀌고 있습니다.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `서명된 체크섬의 형식이 잘못되었습니다(${answered(answer)}).`,
      'Content-MD5에는 16진수가 아니라 16바이트를 base64로 나타낸 값을 사용합니다.',
    ],
    'storage-failed/full': (answer) => [`저장 공간이 가득 찼습니다(${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`저장소에 요청이 몰려 있습니다(${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`저장소에서 오류가 발생했습니다(${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      '저장소가 테스트 파일을 저장했지만 페이지에 ETag를 노출하지 않습니다. 이 API는 파일을 등록하는 데 ETag가 필요합니다.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      '저장소가 페이지에 ETag를 노출하지 않으므로 내용의 해시와 비교할 수 없습니다.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'ETag가 이 백엔드의 기대와 달리 테스트 파일의 MD5가 아닙니다. 온전한 파일이 손상된 것으로 처리됩니다.',
      "버킷을 KMS로 암호화한다면 ETag는 해시가 아닙니다. 백엔드의 'etagIsMd5' 옵션을 false로 설정하세요. 그렇지 않다면 페이지와 저장소 사이에서 내용이 바뀌고 있습니다.",
    ],
    'confirm-failed': ({ code, error }) => [
      `저장소에 테스트 파일이 있지만 백엔드가 등록하지 않았습니다(${code}). ${error.detail}${theServerSays(error.said)}`,
      '서버 로그에서 이 호출을 찾아 저장소와 무엇을 비교하는지, 같은 버킷을 확인하는지 살펴보세요.',
    ],
    'clean-up-failed': [
      '티켓을 폐기할 수 없어 테스트 파일이 등록되지 않은 채 저장소에 남을 수 있습니다.',
      '서버 로그에서 이 호출을 찾아보세요. 취소한 업로드도 같은 호출로 정리됩니다.',
    ],
  },
}
