/**
 * The words that safety-word indexes (0…255) stand for. Short, common, far apart in sound when read over a phone.
 * Both ends must show the same word for an index: the order is part of the protocol. Append or change nothing.
 */

const ENGLISH = `
acorn actor amber anchor angel ankle apple apron arrow atlas autumn avocado badge bagel bamboo banana
banjo barrel basket beach beaver bishop blanket blossom bottle branch breeze bridge bronze bubble bucket butter
button cabin cactus camel camera candle canyon carbon carpet carrot castle cattle cedar cellar cement cereal
chapel cherry chimney circus clover coconut coffee collar comet copper coral cotton cousin cradle crayon cricket
crystal curtain cushion daisy dancer denim desert diamond dinner dolphin donkey dragon drawer eagle earring elbow
eleven emerald engine envelope falcon farmer feather fiddle finger flamingo flower forest fossil fountain galaxy garden
garlic ginger giraffe glacier goblet gorilla grape gravel guitar hammer harbor harvest hazel helmet hermit highway
honey hornet hotel hunter husband iceberg igloo island ivory jacket jaguar jelly jigsaw juniper kangaroo kayak
kettle kidney kitchen kitten ladder lagoon lantern laptop lemon leopard lettuce library lily lizard lobster locket
magnet mango maple marble market meadow melon mirror mitten monkey mosquito mountain muffin museum mustard napkin
nectar needle nephew nickel noodle nutmeg oasis ocean octopus olive onion orange orchid ostrich otter oyster
paddle palace panda paper parrot peanut pebble pelican pencil pepper piano pickle pigeon pillow pirate planet
pocket pony potato prairie puddle pumpkin puppet puzzle quarry quilt rabbit raccoon radish raven ribbon river
robin rocket rooster saddle sailor salad salmon sandal satin scooter sheriff shovel silver spider spinach squirrel
stadium sunset sweater tailor teapot temple thunder tiger timber tomato trumpet tulip tunnel turtle umbrella vanilla
velvet violin volcano waffle walnut walrus whistle willow window winter wizard yogurt zebra zipper wagon vase
`;

const KOREAN = `
가방 가위 가을 간장 갈매기 감자 강물 강아지 개나리 개미 거울 거북이 거위 겨울 계단 계란
고구마 고등어 고래 고무신 고슴도치 고양이 고추 곰돌이 공책 과자 교실 구두 구름 국수 귀걸이 그네
그림 글씨 금붕어 기린 기차 김밥 까마귀 까치 꽃병 꽃잎 꿀벌 나무 나비 나침반 낙엽 낙타
난로 날개 냄비 냉면 너구리 노을 노트북 놀이터 농부 눈사람 다람쥐 다리미 단추 단풍 달걀 달력
달팽이 담요 당근 대나무 대문 도끼 도라지 도토리 독수리 돌고래 동굴 동전 돼지 된장 두꺼비 두부
두루미 등대 딸기 떡국 라디오 레몬 로봇 리본 마늘 마당 마을 만두 망치 매미 머리띠 먹구름
메뚜기 메아리 멜론 모기 모래 모자 목도리 목수 무지개 무당벌레 문어 물감 물개 물고기 미나리 미역
민들레 밀가루 바구니 바나나 바늘 바다 바람개비 바위 박쥐 반지 발자국 밤송이 방석 배추 배구공 뱃사공
버섯 번개 베개 벽돌 변호사 별똥별 병아리 보름달 보물 보리 복숭아 볼펜 봄비 부엉이 부채 북극곰
분필 불꽃 붕어빵 비누 비둘기 비행기 빗자루 빨대 빵집 사과 사다리 사막 사슴 사자 산딸기 삼각형
상어 상추 새벽 색종이 생선 서랍 선인장 선풍기 설탕 성냥 소금 소나기 소나무 소방차 솜사탕 송편
수건 수박 수영장 수첩 숟가락 숲길 스웨터 시계 시금치 식혜 신발 실내화 썰매 씨앗 악어 안경
안개 앵두 야구공 양말 양파 어부 얼룩말 얼음 여우 연필 열쇠 염소 옥수수 온도계 올챙이 옷장
완두콩 요리사 우산 우유 우체통 운동장 원숭이 유리병 유자차 의자 이불 이슬 인형 일기장 자두 자전거
잠수함 잠자리 장갑 장미 전등 접시 제비 조개 종소리 주전자 줄넘기 지갑 지구본 지우개 진달래 진주
찐빵 참새 참외 책상 천둥 체리 초승달 촛불 치즈 침대 칫솔 카메라 칼국수 코끼리 코스모스 콩나물
`;

export const SAFETY_WORD_TABLE = { en: split(ENGLISH), ko: split(KOREAN) } as const;

function split(table: string): readonly string[] {
  return table.trim().split(/\s+/);
}
