import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('pt-BR')

const files = (count: number): string => plural(count, { one: '# arquivo', many: '# de arquivos', other: '# arquivos' })

/** 'Arquivo adicionado: foto.jpg.' agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

const manyOf = { image: 'fotos', video: 'vídeos', file: 'arquivos' }
const oneOf = { image: 'uma foto', video: 'um vídeo', file: 'um arquivo' }

const contactSupport = 'Entre em contato com o suporte.'
const tryAgain = 'Tente novamente.'
const tryAgainSoon = 'Tente novamente em instantes.'
const tryAgainOrContactSupport = 'Tente novamente. Se o problema persistir, entre em contato com o suporte.'
const chooseAnother = 'Escolha outro arquivo.'
const checkConnection = 'Verifique sua conexão e tente novamente.'

/** Brazilian Portuguese. */
export const ptBR: Messages = {
  language: 'pt-BR',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} de ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Arraste seus arquivos aqui ou escolha-os' : 'Arraste um arquivo aqui ou escolha um',
    titleOrPaste: (isMultiple) =>
      isMultiple
        ? 'Arraste ou cole seus arquivos aqui, ou escolha-os'
        : 'Arraste ou cole um arquivo aqui, ou escolha um',
    touchTitle: (isMultiple, kind) => `Escolher ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'Tirar uma foto', video: 'Gravar um vídeo', file: 'Usar a câmera' })[kind],
    folder: 'Escolher uma pasta',
    addMore: (isMultiple) => (isMultiple ? 'Adicionar mais arquivos' : 'Adicionar outro arquivo'),
    upload: (isMultiple) => (isMultiple ? 'Enviar arquivos' : 'Enviar um arquivo'),
    drop: (isMultiple) => (isMultiple ? 'Solte os arquivos' : 'Solte o arquivo'),
    wrongType: 'Este tipo de arquivo não é aceito',
    reading: 'Lendo os arquivos…',
    disabled: 'Não é possível adicionar arquivos no momento',
    readOnly: 'Os arquivos não podem ser alterados aqui',
    required: 'Obrigatório',
    accepts: (kinds) => kinds,
    kinds: { image: 'imagens', video: 'vídeos', audio: 'áudio', text: 'texto' },
    upTo: (size, isMultiple) => `até ${size}${isMultiple ? ' cada' : ''}`,
    atLeast: (size, isMultiple) => `no mínimo ${size}${isMultiple ? ' cada' : ''}`,
    atMostFiles: (count) => `até ${files(count)}`,
    atMostInAll: (size) => `até ${size} no total`,
    onlyOne: 'Só é possível adicionar um arquivo por vez. O primeiro foi adicionado.',
    unreadable: (count) =>
      plural(count, {
        one: 'Não foi possível ler # item.',
        many: 'Não foi possível ler # de itens.',
        other: 'Não foi possível ler # itens.',
      }),
    missing: (isMultiple) => (isMultiple ? 'Adicione pelo menos um arquivo.' : 'Adicione um arquivo.'),
    unfinished: 'Aguarde o envio terminar.',
  },

  avatar: {
    choose: 'Escolher uma foto',
    change: 'Trocar foto',
    remove: 'Remover foto',
    drop: 'Solte a foto',
    missing: 'Escolha uma foto.',
  },

  list: {
    label: 'Envios',
    rejectionsLabel: 'Arquivos não aceitos',
    more: (count) =>
      plural(count, {
        one: 'e mais # arquivo',
        many: 'e mais # de arquivos',
        other: 'e mais # arquivos',
      }),
    keys: 'Use as teclas de seta para navegar entre arquivos e botões. Pressione Delete para remover um arquivo da lista.',
    progressOf: (name) => `Progresso de ${name}`,
    progressOfAll: 'Progresso de todos os envios',
  },

  status: {
    waiting: 'Aguardando',
    waitingForDuplicate: 'Aguardando um arquivo idêntico',
    retryingIn: (seconds) => `Nova tentativa ${fromNow(seconds)}`,
    retryingNow: 'Tentando novamente',
    inspecting: 'Lendo o arquivo',
    requesting: 'Conectando',
    sending: 'Enviando',
    sendingAgain: 'Enviando novamente',
    confirming: 'Finalizando',
    pausedByUser: 'Pausado',
    offline: 'Off-line, será retomado automaticamente',
    otherContent: (found, declared) => `O conteúdo é ${found}, não ${declared}.`,
    fileMissing: 'Escolha o arquivo novamente para continuar',
    comparing: 'Comparando os arquivos',
    anotherFile: 'Este é outro arquivo. Escolha o que você adicionou antes.',
    cancelled: 'Cancelado',
    uploaded: 'Enviado',
    uploadedAs: (name) => `Enviado como ${name}`,
    existing: 'Já armazenado',
    existingAs: (name) => `Já armazenado como ${name}`,
    initial: 'Armazenado',
    processing: 'Processando',
    rejected: 'Recusado',
    failedToRegister: 'O arquivo foi enviado, mas não foi registrado.',
    serverSays: 'Mensagem do servidor:',
    secondsLeft: (seconds) => `Tempo restante: ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `Pausar ${name}`,
    resume: (name) => `Retomar ${name}`,
    cancel: (name) => `Cancelar ${name}`,
    retry: (name) => `Reenviar ${name}`,
    clear: (name) => `Remover ${name} da lista`,
    choose: (name) => `Escolher ${name} novamente`,
    dismiss: (name) => `Dispensar ${name}`,
    dismissFiles: (count) => `Dispensar ${files(count)}`,
    dismissAll: 'Dispensar tudo',
    retryFailed: (count) => `Reenviar ${files(count)}`,
    nextFailed: 'Ir para o próximo.',
    clearFinished: 'Remover concluídos',
    pauseAll: 'Pausar tudo',
    resumeAll: 'Retomar tudo',
    closeTray: 'Fechar envios',
  },

  summary: (done, count) => `${number(done)} de ${files(count)} ${count < 2 ? 'enviado' : 'enviados'}`,
  summaryFailed: (count, retryable) => {
    const failed = plural(count, { one: '# falhou', many: '# falharam', other: '# falharam' })
    if (retryable === count) return failed
    if (retryable > 0)
      return `${failed}, ${number(retryable)} ${retryable === 1 ? 'pode ser reenviado' : 'podem ser reenviados'}`
    return `${failed}, não é possível tentar novamente`
  },

  errors: {
    'file-changed': ['O arquivo foi alterado depois de escolhido.', 'Escolha-o novamente.'],
    'file-missing': ['O arquivo foi movido ou excluído depois de escolhido.', 'Escolha-o novamente.'],
    'file-unreadable': [
      'Não é possível ler o arquivo.',
      'Verifique se ele está neste dispositivo e se não está aberto em outro aplicativo.',
    ],
    'file-restricted': ['Este arquivo não é aceito aqui.', chooseAnother],
    'prepare-failed': ['Não foi possível preparar o arquivo.', 'Tente novamente ou escolha outro arquivo.'],
    'inspection-failed': ['Não foi possível verificar o arquivo.', tryAgain],
    'app-failed': ['Algo deu errado neste aplicativo.', tryAgainOrContactSupport],
    unauthorized: ['Sua sessão foi encerrada.', 'Faça login novamente e tente de novo.'],
    forbidden: ['Você não tem permissão para enviar arquivos aqui.', 'Peça acesso a alguém que possa concedê-lo.'],
    'not-found': ['O destino deste arquivo não existe mais.', 'Recarregue a página e comece de novo.'],
    'request-invalid': ['O servidor não aceitou este envio.', chooseAnother],
    'too-large': ['O arquivo é grande demais.', 'Escolha um menor.'],
    'too-small': ['O arquivo é pequeno demais.', 'Escolha um maior.'],
    'rate-limited': ['Muitos envios ao mesmo tempo.', 'Aguarde um momento e tente novamente.'],
    'server-error': ['O servidor está com problemas.', tryAgainSoon],
    'server-unreachable': ['Não foi possível acessar o servidor.', checkConnection],
    'server-timeout': ['O servidor não respondeu a tempo.', tryAgainSoon],
    'endpoint-missing': ['O serviço de envio não está configurado corretamente.', contactSupport],
    'server-redirected': [
      'O servidor redirecionou a solicitação. Talvez sua sessão tenha sido encerrada.',
      'Faça login novamente e tente de novo.',
      'Faça login novamente. Se o problema persistir, entre em contato com o suporte.',
    ],
    'backend-failed': ['O servidor recusou este envio.', tryAgain],
    'answer-malformed': ['O servidor deu uma resposta inesperada.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['O serviço de envio não está configurado corretamente.', contactSupport],
    'ticket-expired': ['Este envio expirou.', tryAgain],
    'storage-refused': ['O serviço de armazenamento recusou o arquivo.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['O serviço de armazenamento está sobrecarregado.', tryAgainSoon],
    'storage-error': ['O serviço de armazenamento está com problemas.', tryAgainSoon],
    'storage-full': ['O armazenamento está cheio.', 'Libere espaço e tente novamente.'],
    'storage-blocked': [
      'Não foi possível acessar o serviço de armazenamento.',
      'Tente novamente em instantes. Se o problema continuar, tente outra rede ou desative as extensões.',
    ],
    'storage-unreachable': ['A conexão foi perdida.', checkConnection],
    'storage-stalled': ['O envio parou.', checkConnection],
    'storage-silent': ['O serviço de armazenamento não respondeu.', tryAgain],
    'storage-redirected': ['O serviço de armazenamento redirecionou o envio.', contactSupport],
    'storage-unexpected': ['A resposta não veio do serviço de armazenamento.', 'Verifique se esta rede exige login.'],
    'bytes-damaged': [
      'O arquivo foi danificado durante a transferência.',
      tryAgain,
      'Tente outra rede ou entre em contato com o suporte.',
    ],
    'type-mismatch': ['O conteúdo do arquivo não corresponde ao seu tipo.', chooseAnother],
    'etag-hidden': ['O serviço de armazenamento oculta informações necessárias para concluir o envio.', contactSupport],
    'confirm-ambiguous': ['O arquivo talvez já esteja registrado.', 'Verifique antes de tentar novamente.'],
    'not-verified': ['O servidor não encontrou o arquivo enviado.', tryAgain],
    'already-used': ['Este envio já foi usado.', 'Envie o arquivo novamente.'],
    'record-mismatch': ['O servidor registrou um arquivo diferente do que foi enviado.', tryAgainOrContactSupport],
    unknown: ['Algo deu errado.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Este tipo de arquivo não é aceito. Tipos aceitos: ${kinds}.`,
    'file-too-large': (limit) => `Acima do limite de ${limit}.`,
    'file-too-small': (limit) => `Abaixo do mínimo de ${limit}.`,
    'file-empty': () => 'O arquivo está vazio.',
    'too-many-files': (limit) => `Arquivos demais. O limite é ${number(limit)}.`,
    'total-too-large': (limit) => `Juntos, os arquivos ultrapassam o limite de ${limit}.`,
    'too-many-pixels': (limit) => `A imagem tem mais de ${number(limit)} pixels.`,
    'too-narrow': (limit) => `A imagem tem menos de ${number(limit)} pixels de largura.`,
    'too-low': (limit) => `A imagem tem menos de ${number(limit)} pixels de altura.`,
    'size-over-limit': (limit) => `Acima de ${limit}. O serviço não aceita arquivos desse tamanho.`,
    'entity-missing': () => 'Escolha a que este arquivo deve ser anexado e adicione-o novamente.',
    'asset-missing': () => 'Escolha o item ao qual este arquivo pertence e adicione-o novamente.',
    'extension-missing': () => 'O nome não mostra o tipo do arquivo. Adicione uma extensão, como .jpg ou .pdf.',
    other: (code, limit) => `Não aceito (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Verificar a configuração',
    title: 'Verificação da configuração',
    running: 'Enviando um pequeno arquivo de teste…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          one: '# problema encontrado.',
          many: '# de problemas encontrados.',
          other: '# problemas encontrados.',
        })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Os envios funcionam, com # aviso.',
          many: 'Os envios funcionam, com # de avisos.',
          other: 'Os envios funcionam, com # avisos.',
        })
      return 'Nenhum problema encontrado.'
    },
    failed: 'Não foi possível executar a verificação. O console do navegador mostra o motivo.',
    notLoaded:
      'Não foi possível carregar a verificação. Confira se você está on-line e tente novamente. Se não adiantar, recarregue a página.',
    outcomes: { ok: 'Tudo certo', problem: 'Problema', warning: 'Aviso', 'not-checked': 'Não verificado' },
    others: (count) =>
      plural(count, {
        one: 'Mais # verificação',
        many: 'Mais # de verificações',
        other: 'Mais # verificações',
      }),
    copy: 'Copiar como texto',
    copied: 'Copiado',
    again: 'Verificar novamente',
    close: 'Fechar',
    loadTexts: async () => (await import('./doctor/pt-BR.js')).ptBRDoctor,
  },

  announce: {
    added: announce('Arquivo adicionado', 'adicionados'),
    rejected: announce('Arquivo não aceito', 'não aceitos'),
    done: announce('Arquivo enviado', 'enviados'),
    ready: announce('Arquivo pronto', 'prontos'),
    failed: announce('Falha no envio', 'com falha'),
    cancelled: announce('Envio cancelado', 'cancelados'),
    paused: announce('Envio pausado', 'pausados'),
    resumed: announce('Envio retomado', 'retomados'),
    cleared: announce('Removido da lista', 'removidos da lista'),
    allDone: 'Tudo pronto.',
    manyReasons: 'Os motivos estão na lista.',
    online: 'On-line novamente.',
  },

  gallery: {
    label: 'Galeria',
    loading: 'Carregando imagens…',
    empty: 'Nenhum arquivo ainda',
    failed: 'Não foi possível carregar as imagens.',
    retry: 'Tentar novamente',
    more: 'Mostrar mais',
    loadingMore: 'Carregando mais…',
    broken: 'Não é possível exibir esta imagem',
    untitled: 'Sem título',
    open: (name) => `Abrir ${name}`,
    keys: 'Use as teclas de seta para navegar entre arquivos e botões.',
    loadTexts: async () => (await import('./gallery/pt-BR.js')).ptBRGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/pt-BR.js')).ptBRPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/pt-BR.js')).ptBRRecovery },
}
