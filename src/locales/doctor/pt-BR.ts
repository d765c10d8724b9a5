import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('pt-BR')

const answered = ({ status, code }: StorageAnswer): string => `status ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `O armazenamento recusou o arquivo de teste (${answered(answer)})`

const theServerSays = (said: string | undefined): string =>
  said === undefined ? '' : ` Mensagem do servidor: “${said}”`

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (status ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'um com nome incomum').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Aplique esta regra de CORS ao bucket (S3, R2):\n${rule}\nNo MinIO, defina MINIO_API_CORS_ALLOW_ORIGIN como a origem da página.`

const signed = (aheadSeconds: number): string =>
  `a assinatura está ${duration(Math.abs(aheadSeconds))} no ${aheadSeconds > 0 ? 'futuro' : 'passado'}`

const verdicts = {
  expired: 'Segundo o armazenamento, o ticket expirou, embora tenha acabado de ser solicitado.',
  premature: 'Segundo o armazenamento, o ticket ainda não é válido.',
  skewed: 'Segundo o armazenamento, a hora da assinatura difere demais do relógio dele.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Os relógios de quem assina e do armazenamento divergem, ou o ticket veio de um cache.'
  if (aheadSeconds === 0)
    return 'Pelo relógio deste dispositivo, ele acabou de ser assinado; portanto, o relógio do armazenamento provavelmente está errado.'
  return `Pelo relógio deste dispositivo, ${signed(aheadSeconds)}. Se este relógio estiver certo, o de quem assina está errado, ou o ticket veio de um cache.`
}

const credentials =
  'Forneça à API credenciais que o armazenamento conheça e que não tenham expirado. Um ticket não pode durar mais que as credenciais temporárias com que é assinado.'

const emptyChecksum =
  "Onde a API cria o cliente do S3, defina requestChecksumCalculation como 'WHEN_REQUIRED'. Por padrão, os SDKs mais novos da AWS assinam um checksum em cada URL, mas ainda não há conteúdo quando uma URL é pré-assinada."

const notTheSetUp = 'A configuração não é a causa. Consulte o log do armazenamento e a cota dele.'

const giveTheDoctor =
  "Forneça à verificação o que seus envios têm: os 'metadata' que dizem a que os arquivos pertencem, ou um 'file' de um tipo que a API aceite."

const compareAnswer = 'No painel de rede, compare a resposta com o que o adaptador espera.'

/** The doctor's report in Brazilian Portuguese. */
export const ptBRDoctor: DoctorTexts = {
  language: 'pt-BR',

  notes: {
    'not-reached': 'O envio não chegou até aqui.',
    'page-secure': 'A página é um contexto seguro.',
    'worker-started': 'Os arquivos são lidos em um Web Worker.',
    'worker-from-blob':
      'Os arquivos são lidos em um Web Worker. Ele foi iniciado a partir de uma URL blob:, porque o próprio arquivo dele não pôde ser carregado.',
    'no-digest': 'Este backend não pede nenhum hash, então nada foi calculado.',
    'wasm-used': 'Os hashes são calculados com WebAssembly.',
    'probe-accepted': 'O backend aceita o arquivo de teste.',
    'ticket-answered': ({ kind }) =>
      `O backend responde com um ticket para ${{ put: 'um PUT', post: 'um formulário (POST)', multipart: 'um envio em várias partes' }[kind]}.`,
    'file-known':
      'A API já tem este arquivo, então nada é enviado. Forneça à verificação um arquivo que a API não conheça.',
    'address-allowed': 'A página pode enviar arquivos para a URL do ticket.',
    'policy-allows': 'A Content Security Policy da página permite as conexões com a API e com o armazenamento.',
    'storage-reachable': 'O armazenamento está acessível.',
    'preflight-answered': 'O armazenamento responde à requisição de preflight.',
    'answers-readable': 'A página pode ler as respostas do armazenamento.',
    'signing-time-unknown': 'O ticket não diz quando foi assinado.',
    'signed-just-now': 'Pelo relógio deste dispositivo, o ticket acabou de ser assinado.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `O relógio deste dispositivo está ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'atrasado' : 'adiantado'}. Os envios não dependem dele.`,
    'signature-accepted': 'O armazenamento aceita a assinatura.',
    'signature-unopposed': 'O armazenamento não faz objeção à assinatura.',
    'probe-stored': 'O armazenamento guardou o arquivo de teste.',
    'etag-readable': 'A página pode ler a ETag.',
    'etag-unneeded': 'O armazenamento oculta a ETag da página. Este backend não precisa dela.',
    'confirm-not-asked':
      "O arquivo de teste não foi registrado. Com 'confirm: true', ele é registrado, e cabe a você excluí-lo.",
    'confirm-multipart': 'A API emite tickets para envios em várias partes, e só uma foi enviada.',
    'probe-registered': ({ id }) =>
      `O backend registrou o arquivo de teste. Lembre-se de excluir ${id === null ? 'o arquivo' : `o arquivo com o ID “${id}”`}.`,
    'nothing-to-abandon': 'Não há ticket para abandonar: o arquivo de teste agora está registrado.',
    'no-ticket': 'Não havia ticket para abandonar.',
    'cannot-abandon':
      'Nesta API, tickets não podem ser abandonados: um arquivo de teste de poucos bytes pode ficar no armazenamento sem registro.',
    'ticket-abandoned': 'O ticket foi abandonado, e com ele o arquivo de teste.',
  },

  findings: {
    'page-insecure': [
      'A página é servida por http a partir de outra máquina. Os envios funcionam, mas qualquer pessoa no caminho da rede pode lê-los e alterá-los.',
      'Sirva a página por https.',
    ],
    'wasm-blocked': [
      'O WebAssembly está bloqueado onde os hashes são calculados. O JavaScript faz isso no lugar dele e leva várias vezes mais tempo.',
      "Adicione 'wasm-unsafe-eval' a script-src, tanto na Content Security Policy da página quanto na que acompanha o arquivo do worker.",
    ],
    'worker-blocked': [
      'A Content Security Policy da página bloqueia Web Workers. Os arquivos são lidos em pequenas fatias na thread da própria página, o que é mais lento.',
      "Permita worker-src 'self' na política, e também blob: se o seu bundler não incluir o arquivo do worker.",
    ],
    'worker-not-found': [
      'Não foi possível iniciar nenhum Web Worker. Os arquivos são lidos em pequenas fatias na thread da própria página, o que é mais lento.',
      "Copie o arquivo de coatcheck/worker para os seus assets e passe 'createWorker'. Ele precisa ser servido como JavaScript a partir da origem da própria página.",
    ],
    'own-worker-failed': [
      "O worker criado por 'createWorker' não iniciou, então os arquivos são lidos de outra forma.",
      "Verifique se a URL em 'createWorker' serve como JavaScript o arquivo de coatcheck/worker da versão instalada, e se worker-src a permite.",
    ],
    'inspection-failed': [
      'Não foi possível ler o arquivo de teste nem calcular o hash dele, nem em um worker nem na página.',
      "Procure no console e no painel de rede scripts do coatcheck que não carregaram. Se você passa um 'file', verifique se ele ainda pode ser lido.",
    ],

    'probe-refused': ({ reasons }) => [
      `O 'check' do backend rejeita o arquivo de teste antes de qualquer requisição: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "O 'check' do backend lança um erro com o arquivo de teste, antes de qualquer requisição.",
      `${giveTheDoctor} Se os envios falharem da mesma forma, corrija 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('A API não aceita as credenciais da solicitação do ticket', answer),
      "Faça login. Depois, verifique o que a opção 'headers' do backend retorna. Para cookies em outra origem, defina 'credentials' como 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('A API não permite que este usuário envie arquivos', answer),
      "Dê a este usuário o direito de enviar arquivos, ou forneça à verificação os 'metadata' de um item para o qual ele possa enviá-los. A falta de um token CSRF tem o mesmo efeito.",
    ],
    'api-not-found': (answer) => [
      api('A API não conhece o item ao qual o arquivo pertence', answer),
      "Verifique os IDs em 'metadata' e, depois, a opção de URL do backend.",
    ],
    'api-missing': (answer) => [
      api('Um servidor responde, mas não há endpoint para a solicitação do ticket no endereço dado ao backend', answer),
      'Verifique a opção de URL do backend e, em desenvolvimento, o proxy para a API.',
    ],
    'api-refused': (answer) => [
      api('A API rejeitou o arquivo de teste', answer),
      "Leia a mensagem do servidor. Se ele precisar de mais dados sobre um envio, forneça 'metadata' à verificação; se aceitar só certos arquivos, um 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('A API recebeu requisições demais', answer),
      'Espere um minuto e verifique novamente.',
    ],
    'api-failed': (answer) => [api('A API falhou', answer), 'A causa está no log do servidor.'],
    'api-unreachable': (answer) => [
      api('Não foi possível acessar a API, ou o navegador ocultou a resposta dela', answer),
      'Verifique se ela está em execução e se a URL do backend está certa. Se a origem dela for diferente da origem da página, ela precisa de cabeçalhos CORS próprios: Access-Control-Allow-Origin, e Access-Control-Allow-Headers para os cabeçalhos que o aplicativo envia.',
    ],
    'api-timeout': (answer) => [
      api('A API não respondeu a tempo', answer),
      "Procure esta chamada no log do servidor. Um 'timeoutMs' maior mostra se a API está lenta ou travada.",
    ],
    'api-redirected': (answer) => [
      api('A API redireciona a solicitação do ticket, e redirecionamentos não são seguidos', answer),
      "Informe ao backend a URL final: verifique http ou https, 'www' e a barra no fim. Um redirecionamento para uma página de login significa que ninguém está conectado: nesse caso, faça a API responder com 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} HTML no lugar de JSON é uma página de login, ou o próprio aplicativo porque a URL ou o proxy está errado.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('O adaptador falhou com um erro de tipo desconhecido', answer),
      'Faça o requestTicket do adaptador lançar um UploadError, ou um erro com o status da resposta. Para ver a causa, faça o depurador parar também em exceções capturadas.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "A causa está no console. Para informar que o usuário não está conectado, faça 'headers' lançar um UploadError com o código 'unauthorized'.",
    ],
    'already-stored': [
      'A API diz que já tem o arquivo de teste, embora o conteúdo dele seja novo.',
      'Reconheça arquivos por um hash do conteúdo junto com o tamanho, não só pelo nome, tipo ou tamanho.',
    ],

    'mixed-content': [
      'A página usa https, mas a URL do ticket usa http. Os navegadores bloqueiam essas requisições.',
      'Sirva o armazenamento por https, e faça a API assinar URLs para o endpoint https que os navegadores usam.',
    ],
    'ticket-unusable': ({ why }) => [
      `O ticket não pode ser usado como está. ${why}`,
      "Corrija o que a API coloca nos tickets. Se a origem estiver certa, adicione-a a 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'A Content Security Policy da página bloqueia a conexão com a API.',
      'Adicione a origem da API a connect-src.',
    ],
    'policy-blocks-storage': [
      'A Content Security Policy da página bloqueia a conexão com o armazenamento.',
      'Adicione a origem do armazenamento, que é a da URL do ticket, a connect-src. Se vierem imagens de lá, adicione-a também a img-src.',
    ],

    offline: ['O navegador está off-line.', 'Conecte-se à rede e verifique novamente.'],
    'storage-unreachable': [
      'Nada responde no endereço do ticket.',
      'Verifique o host e a porta para os quais a API assina: os navegadores precisam alcançá-los, então nomes que só existem entre servidores ou contêineres não funcionam. Depois, verifique o certificado TLS e as extensões que bloqueiam requisições.',
    ],
    'cors-origin-refused': (facts) => [
      'O armazenamento recusou a requisição de preflight e não deixa esta página ler nenhuma resposta: ele não permite a origem da página.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `O armazenamento permite a origem desta página, mas recusou a requisição de preflight para ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `O armazenamento permite ${facts.method}, mas recusou a requisição de preflight para os cabeçalhos do envio: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'O armazenamento responde a um formulário simples, mas recusou a requisição de preflight (OPTIONS) que os navegadores enviam antes de um formulário com progresso.',
      `${corsRule(facts)} Se houver um proxy ou firewall na frente do armazenamento, faça-o deixar passar OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'O armazenamento recebeu o arquivo de teste, mas a resposta dele não permite a origem desta página (Access-Control-Allow-Origin); por isso, o navegador a oculta da página.',
      `${corsRule(facts)} Se houver um proxy ou CDN na frente do armazenamento, faça-o repassar esse cabeçalho.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Sincronize com um servidor de horário os relógios do armazenamento e da máquina que assina, e não deixe nenhum cache guardar as respostas da API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `O ticket acabou de ser solicitado, mas, pelo relógio deste dispositivo, ${signed(aheadSeconds)}. ${isStored ? 'O armazenamento o aceitou mesmo assim.' : 'O armazenamento recusou o arquivo de teste, mas não menciona o horário.'}`,
      'Compare o relógio da máquina que assina com um servidor de horário. Se estiver certo, verifique se um cache devolve tickets antigos; nada pode armazenar em cache as respostas da API. Se nenhuma das duas for a causa, o relógio deste dispositivo está errado, o que não faz mal.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `O ticket expira após ${unit(seconds, 'second')}, o que é pouco para enviar um arquivo.`,
      'Faça os tickets durarem de cinco a quinze minutos. Se a API enviar o horário de expiração, compare os relógios das máquinas dela.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Ele foi assinado para valer por ${unit(seconds, 'second')}.`,
      'Faça os tickets durarem de cinco a quinze minutos.',
    ],
    'credentials-refused/key': (answer) => [
      `O armazenamento não conhece a chave com que a API assina (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `As credenciais temporárias com que a API assina expiraram (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `O armazenamento não aceita o token de sessão com que a API assina (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `O armazenamento não aceita o escopo da assinatura (${answered(answer)}).`,
      'Assine para a região e o serviço do próprio armazenamento, e por uma semana no máximo.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: um Content-Type foi assinado, mas o ticket não o contém.`,
      `Faça a API adicionar Content-Type aos ${method === 'PUT' ? 'cabeçalhos' : 'campos'} do ticket, exatamente com o valor que ela assinou.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. O ticket foi solicitado para o tipo ${type}, mas contém outro Content-Type. Provavelmente um foi assinado e o outro colocado no ticket.`,
      'Faça a API assinar exatamente o Content-Type que ela coloca nos cabeçalhos do ticket.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'cabeçalhos' : 'campos'
      return [
        `${refused(answer)}: estes nomes estão assinados, mas faltam nos ${what} do ticket: ${list(names)}.`,
        `Faça a API adicioná-los aos ${what} do ticket, exatamente com os valores que ela assinou, ou deixe de assiná-los.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: o ticket contém cabeçalhos que não foram assinados: ${list(names)}.`,
            "Assine-os como cabeçalhos (no SDK da AWS, 'unhoistableHeaders' mantém um checksum fora da query), ou tire-os do ticket.",
          ]
        : [
            `${refused(answer)}: o formulário tem campos sem condição na política: ${list(names)}.`,
            'Adicione à política uma condição para cada um deles, ou tire-os do formulário.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: o checksum de um conteúdo vazio foi assinado.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'O checksum de um conteúdo vazio foi assinado. Este armazenamento o ignora; outros recusam todos os arquivos.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, embora os nomes no ticket coincidam com os que a assinatura abrange.`,
      `Compare ${isTypeSigned ? 'os valores assinados, principalmente o Content-Type, com os do ticket' : 'a chave e o host assinados com os do ticket'}. Verifique a chave secreta e a região com que a API assina, se essas credenciais podem gravar no bucket, e se um proxy altera o host ou um cabeçalho.`,
    ],

    'connection-broken': [
      'A conexão com o armazenamento cai assim que o conteúdo do arquivo de teste é enviado.',
      'Procure entre o navegador e o armazenamento um proxy ou firewall que limite o tamanho ou os métodos das requisições, e consulte o log do armazenamento.',
    ],
    'connection-broken/early': [
      'A conexão caiu antes que todo o arquivo de teste fosse enviado. O armazenamento pode ter recusado o ticket sem ler o arquivo; este navegador não mostra uma resposta assim.',
      'Execute a verificação com um arquivo menor que 64 KiB, cuja recusa todo navegador mostra, ou no Chromium.',
    ],
    'storage-slow': [
      'O armazenamento está acessível, mas não respondeu a tempo ao arquivo de teste.',
      "Consulte o log do armazenamento, e procure proxies no caminho que estejam esperando algo. Um 'timeoutMs' maior mostra se o armazenamento está lento ou travado.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `O armazenamento guardou o arquivo de teste, mas o service worker ${worker} intercepta os envios. O navegador então não informa o progresso e não consegue parar uma transferência cancelada.`,
      "Comece o handler fetch do worker com `if (event.request.method !== 'GET') return`, para que os envios não passem por ele.",
    ],
    'storage-redirected': [
      'O armazenamento redirecionou o arquivo de teste para outra origem, onde o ticket não é válido.',
      'Assine para o endpoint ao qual o armazenamento redireciona. No S3, é o da região do próprio bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `O bucket está em uma região diferente daquela para a qual o ticket foi assinado (${answered(answer)}).`,
      'Assine com a região e o endpoint do próprio bucket.',
    ],
    'not-storage': [
      'Algo que não é o armazenamento respondeu: com uma página, ou com um erro sob um status de sucesso.',
      'Verifique o endpoint para o qual a API assina, e se há no caminho um proxy, uma página de login ou um portal cativo.',
    ],
    'bucket-missing': (answer) => [
      `O bucket do ticket não existe (${answered(answer)}).`,
      'Crie-o, ou corrija a configuração da API. No MinIO, assine URLs no estilo de caminho (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `O armazenamento não aceita envios no endereço do ticket (${answered(answer)}).`,
      'Verifique o que a API assina: um formulário vai para a URL do bucket; um PUT, para a do objeto.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Procure o que este código significa e compare com o que a API assina: limites de tamanho, tipos, checksums, a política do bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `O checksum assinado não corresponde ao conteúdo (${answered(answer)}).`,
      'Assine, em base64, o hash com que o ticket foi solicitado. Se ele estiver certo, algo entre a página e o armazenamento altera o conteúdo.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `O checksum assinado está malformado (${answered(answer)}).`,
      'Content-MD5 recebe os 16 bytes em base64, não em dígitos hexadecimais.',
    ],
    'storage-failed/full': (answer) => [`O armazenamento está cheio (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`O armazenamento está sobrecarregado (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`O armazenamento falhou (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'O armazenamento guardou o arquivo de teste, mas oculta a ETag da página. Esta API precisa dela para registrar arquivos.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'O armazenamento oculta a ETag da página, então ela não pode ser comparada com o hash do conteúdo.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'A ETag não é o MD5 do arquivo de teste, ao contrário do que este backend espera. Arquivos intactos seriam tomados por danificados.',
      "Se o bucket usa criptografia com KMS, as ETags dele não são hashes: defina a opção 'etagIsMd5' do backend como false. Caso contrário, algo entre a página e o armazenamento altera o conteúdo.",
    ],
    'confirm-failed': ({ code, error }) => [
      `O armazenamento tem o arquivo de teste, mas o backend não o registrou (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Procure esta chamada no log do servidor: verifique o que ele compara com o armazenamento, e se olha no mesmo bucket.',
    ],
    'clean-up-failed': [
      'Não foi possível abandonar o ticket, então o arquivo de teste pode ficar no armazenamento sem registro.',
      'Procure esta chamada no log do servidor: é a mesma que limpa depois de envios cancelados.',
    ],
  },
}
