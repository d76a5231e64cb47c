#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto danger_cues = std::to_array<LexiconEntry>({
    {"danger to life",
     "could have killed | killed | would die | chest pain | intensive care | stroke | emergency call | brakes failed | "
     "allergic | "
     "injection | smoking engine | engine was smoking | fire exit | dangerous | exploded | explosion | caught fire | "
     "glass in | "
     "poison* | injur* | hospital with | ended up in hospital | wrong medicine | insulin | ambulance | bites | bed "
     "bugs",
     "出人命 | 死 | 重症监护 | 中风 | 打120 | 刹车失灵 | 过敏的东西 | 打针 | 冒烟 | 消防门 | 危险 | 爆炸 | 着火 | 玻璃 "
     "| 中毒 | "
     "受伤 | 急诊 | 用错了药 | 胰岛素 | 救护车 | 臭虫 | 要出事",
     "severity critical .88; meaning warning .8; type victim .65; cause core_failure .65",
     "the rule of severity: danger to health, life or safety"},
    {"authority",
     "ombudsman | regulator | consumer agency | consumer protection | the authority | health office | reported it to | "
     "filed a "
     "complaint | small claims | consumer council | trading standards | watchdog",
     "消协 | 消费者协会 | 消费者权益 | 银保监 | 监管部门 | 工信部 | 卫健委 | 食药监 | 市场监管 | 举报 | 民航局",
     "severity critical .92; meaning warning .92; type negotiator .4; type rational .45",
     "the rule of severity: an authority announced or called", Denial::ignored},
    {"law and police", "lawyer* | police | court | sue you | legal action | solicitor | attorney",
     "律师 | 报警 | 法院 | 起诉 | 法律途径 | 警察", "severity critical .92; meaning warning .92",
     "the rule of severity: police or lawyer announced or called", Denial::ignored},
    {"press", "the press | newspaper | go public | social media | on television | journalists",
     "媒体 | 曝光 | 记者 | 电视台 | 微博 | 抖音", "severity critical .88; meaning warning .92; type negotiator .6",
     "tells others", Denial::ignored},
    {"fraud",
     "fraud* | scam* | never signed | rolled back | counterfeit | forged | stole | theft | embezzl* | that is not "
     "allowed | breach "
     "of | illegal",
     "诈骗 | 违法 | 没经过我签字 | 被调过 | 假货 | 伪造 | 盗 | 不允许 | 违反 | 犯法",
     "cause ethics .85; need fairness .75; severity critical .75; meaning warning .65; type rational .5",
     "a crime or breach of law is alleged", Denial::ignored},
    {"deceit",
     "lie | lied | lies | not true | misleading | deceiv* | dishonest | not honest | talked me into | tricked | cheat* "
     "| false "
     "advertising | fake | although i had said no | saying the bank required",
     "欺骗 | 骗 | 虚假宣传 | 不诚信 | 忽悠 | 套路 | 谎 | 非说必须 | 明明说不要 | 假的 | 误导",
     "cause ethics .88; need fairness .85; severity serious .55; meaning shortcoming .5",
     "cheating and hard selling (Keaveney 1995)", Denial::ignored},
    {"intrusion", "came into our room | broke in | key from reception | stalk* | threatened me | followed me",
     "进了我们房间 | 闯进 | 跟踪 | 威胁", "severity critical .85; meaning warning .75; type victim .7",
     "safety of persons"},
});

}  // namespace

std::span<const LexiconEntry> danger_entries() noexcept {
  return danger_cues;
}

}  // namespace fealty::complaints
