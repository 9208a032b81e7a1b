/**
 * The words that two people read to each other: 256 to a language, so that a byte is a word. Owns the lists and nothing
 * else. They stand side by side by number only; a word and its neighbour in the other language do not mean the same.
 *
 * Chosen to be heard over a bad line: everyday things, at least three letters (in Korean: letters of syllables) apart
 * from each other. Both ends must have the same list: append never, replace never; a new list is a new protocol version.
 */

export type WordLanguage = 'en' | 'ko';

export const SAFETY_WORDS: Readonly<Record<WordLanguage, readonly string[]>> = {
  // prettier-ignore
  en: [
    'acorn', 'airport', 'album', 'almond', 'anchor', 'ankle', 'apron', 'aquarium',
    'artist', 'attic', 'autumn', 'avocado', 'badge', 'bakery', 'balcony', 'bamboo',
    'banana', 'banjo', 'barrel', 'basket', 'beaver', 'bicycle', 'biscuit', 'blossom',
    'bonfire', 'bottle', 'breakfast', 'broccoli', 'bronze', 'buffalo', 'button', 'cabin',
    'cactus', 'calendar', 'camera', 'canyon', 'caramel', 'carpet', 'cashew', 'castle',
    'ceiling', 'cello', 'cherry', 'chimney', 'chocolate', 'cinema', 'circus', 'clarinet',
    'clover', 'coconut', 'comet', 'compass', 'copper', 'coral', 'coyote', 'cricket',
    'crystal', 'cucumber', 'curtain', 'daisy', 'dentist', 'diamond', 'dinosaur', 'dolphin',
    'domino', 'donkey', 'doorbell', 'dragon', 'eagle', 'earring', 'eclipse', 'elbow',
    'elephant', 'emerald', 'engine', 'envelope', 'escalator', 'fabric', 'factory', 'feather',
    'festival', 'fiddle', 'finger', 'firefly', 'flamingo', 'forest', 'fossil', 'fountain',
    'freckle', 'galaxy', 'garden', 'garlic', 'gazelle', 'giraffe', 'glacier', 'goose',
    'gorilla', 'grape', 'guitar', 'hammer', 'harbor', 'harvest', 'hazelnut', 'hedgehog',
    'helmet', 'hexagon', 'holiday', 'horizon', 'hotel', 'hurricane', 'iceberg', 'igloo',
    'iguana', 'island', 'ivory', 'jaguar', 'jasmine', 'jigsaw', 'journal', 'jungle',
    'kangaroo', 'kayak', 'ketchup', 'keyboard', 'kitchen', 'koala', 'ladder', 'lagoon',
    'lantern', 'laundry', 'lavender', 'lemon', 'leopard', 'lettuce', 'library', 'lizard',
    'llama', 'lobster', 'magnet', 'mammoth', 'marble', 'meadow', 'microwave', 'mirror',
    'moonlight', 'mosaic', 'muffin', 'museum', 'mushroom', 'mustard', 'napkin', 'necklace',
    'nectarine', 'needle', 'newspaper', 'ninja', 'notebook', 'nutmeg', 'oatmeal', 'ocean',
    'octopus', 'olive', 'onion', 'opera', 'orange', 'orchard', 'oregano', 'ostrich',
    'otter', 'painter', 'palace', 'pancake', 'panda', 'papaya', 'passport', 'peanut',
    'pebble', 'pelican', 'pencil', 'penguin', 'piano', 'pickle', 'picnic', 'pillow',
    'pineapple', 'pirate', 'platypus', 'popcorn', 'potato', 'pretzel', 'pumpkin', 'puppet',
    'puzzle', 'pyramid', 'quartz', 'quilt', 'rabbit', 'raccoon', 'radio', 'raincoat',
    'reindeer', 'ribbon', 'river', 'sailor', 'salad', 'sandwich', 'satellite', 'saturn',
    'sausage', 'saxophone', 'scarf', 'scooter', 'seagull', 'shampoo', 'shelter', 'skeleton',
    'slipper', 'snowflake', 'spaghetti', 'spinach', 'sponge', 'squirrel', 'stadium', 'submarine',
    'sunflower', 'swimmer', 'tangerine', 'teapot', 'telescope', 'temple', 'thunder', 'tornado',
    'tortoise', 'tractor', 'trumpet', 'tulip', 'tunnel', 'turtle', 'umbrella', 'unicorn',
    'valley', 'vanilla', 'village', 'violin', 'volcano', 'vulture', 'waffle', 'walnut',
    'waterfall', 'whistle', 'windmill', 'window', 'xylophone', 'yogurt', 'zebra', 'zucchini',
  ],
  // prettier-ignore
  ko: [
    '가로등', '가방', '가위', '가족', '갈매기', '감자', '강아지', '거북이',
    '거울', '계단', '고구마', '고등어', '고래', '고양이', '골목길', '공룡',
    '공원', '공책', '교실', '구두', '구름', '귀걸이', '그네', '그림자',
    '극장', '금붕어', '기러기', '기린', '기차', '깃발', '까마귀', '까치',
    '꽃병', '나무', '나침반', '낙엽', '낙타', '날개', '냄비', '냉면',
    '냉장고', '너구리', '넥타이', '노을', '노트북', '놀이공원', '놀이터', '눈사람',
    '눈송이', '다람쥐', '다리미', '단추', '달력', '달팽이', '당근', '대문',
    '도서관', '도시락', '도토리', '독수리', '돋보기', '돌고래', '동굴', '동전',
    '돛단배', '두더지', '드라마', '들판', '등대', '떡볶이', '라디오', '라면',
    '로봇', '마늘', '마라톤', '만화책', '망원경', '매미', '머리띠', '메뚜기',
    '멜로디', '모자', '목도리', '무지개', '문어', '물감', '미꾸라지', '미술관',
    '미역국', '민들레', '바구니', '바나나', '바다', '바이올린', '박물관', '반지',
    '방석', '배추', '백조', '버섯', '번개', '벚꽃', '벽돌', '별빛',
    '병아리', '보름달', '복숭아', '볼펜', '부엉이', '북극곰', '분수대', '브로콜리',
    '블루베리', '비둘기', '비빔밥', '비행기', '빗자루', '사과', '사다리', '사막',
    '사슴', '사진', '산책', '삼각형', '새벽', '색연필', '색종이', '샌드위치',
    '생강', '생선', '서랍', '석류', '선글라스', '선물', '선풍기', '설탕',
    '세탁기', '소나기', '소방차', '손가락', '손수건', '솜사탕', '수영장', '수첩',
    '스웨터', '스케이트', '시금치', '시장', '씨앗', '아보카도', '악어', '안경',
    '앵두', '약국', '양말', '어깨', '언덕', '얼음', '에메랄드', '여우',
    '연필', '열쇠', '오렌지', '오징어', '옥수수', '온도계', '올챙이', '옹달샘',
    '와플', '왕관', '요리사', '우산', '우체국', '우편함', '운동장', '원숭이',
    '유리창', '유치원', '은하수', '은행', '음악', '이불', '일기장', '자몽',
    '자물쇠', '자전거', '잠수함', '잠자리', '잡채', '장갑', '장난감', '장미',
    '전화기', '젓가락', '제비', '종이배', '주사위', '주전자', '지구본', '지도',
    '지우개', '지팡이', '지하철', '진달래', '징검다리', '참새', '창문', '책상',
    '천둥', '청바지', '초콜릿', '촛불', '축구공', '치약', '치즈', '카메라',
    '칼국수', '캥거루', '커튼', '커피', '코끼리', '코스모스', '코알라', '콩나물',
    '크레용', '클로버', '탁구', '태양', '택시', '탬버린', '터널', '텐트',
    '토끼', '토마토', '튤립', '트럭', '트럼펫', '파인애플', '파프리카', '팥빙수',
    '펭귄', '폭포', '표범', '프라이팬', '피아노', '하모니카', '한복', '해바라기',
    '햄버거', '향수', '호랑이', '호박', '화분', '화살', '휘파람', '휴지통',
  ],
};

/** Throws where a number is no byte: such numbers never come from `safetyWordIndexes`. */
export function safetyWordsOf(indexes: readonly number[], language: WordLanguage): readonly string[] {
  return indexes.map((index) => {
    const word = SAFETY_WORDS[language][index];
    if (word === undefined) throw new RangeError(`no safety word ${index}`);
    return word;
  });
}
