#include "exchange/mail.h"

#include <cstring>
#include <memory>

#include <curl/curl.h>

#include "base/secret.h"
#include "base/text.h"
#include "store/store.h"
#include "work/notices.h"

namespace longstone::exchange {
namespace {

constexpr int kMailsAtOnce = 20;

struct Upload {
    std::string text = {};
    std::size_t at = 0;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* state) {
    auto& upload = *static_cast<Upload*>(state);
    const std::size_t room = size * count;
    const std::size_t part = std::min(room, upload.text.size() - upload.at);
    std::memcpy(buffer, upload.text.data() + upload.at, part);
    upload.at += part;
    return part;
}

// One header line, whatever was put into it.
std::string header_words(std::string_view words) {
    std::string safe;
    for (const char c : words) {
        if (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f)
            safe.push_back(c);
    }
    return safe;
}

std::string mail_date(Instant now) {
    static constexpr std::array<const char*, 7> kDays = {
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array<const char*, 12> kMonths = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date date{static_cast<std::int32_t>(now.micros / kDay)};
    const Civil civil = civil_of(date);
    const auto seconds = (now.micros % kDay) / kSecond;
    const auto two = [](std::int64_t n) { return n < 10 ? cat({"0", number(n)}) : number(n); };
    return cat({kDays.at(static_cast<std::size_t>(weekday(date) - 1)),
                ", ",
                number(civil.day),
                " ",
                kMonths.at(static_cast<std::size_t>(civil.month - 1)),
                " ",
                number(civil.year),
                " ",
                two(seconds / 3600),
                ":",
                two(seconds / 60 % 60),
                ":",
                two(seconds % 60),
                " +0000"});
}

constexpr std::string_view kText =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

// The words alone, or the words and the calendar file beside them.
std::string with_calendar(const std::string& body, const std::string& calendar) {
    if (calendar.empty()) return cat({kText, body});
    const auto boundary = cat({"longstone-", new_id()});
    const auto part = cat({"\r\n--", boundary});
    return cat({"Content-Type: multipart/mixed; boundary=\"",
                boundary,
                "\"\r\n",
                part,
                "\r\n",
                kText,
                body,
                part,
                "\r\nContent-Type: text/calendar; charset=utf-8; name=\"invitation.ics\"\r\n"
                "Content-Disposition: attachment; filename=\"invitation.ics\"\r\n"
                "Content-Transfer-Encoding: 8bit\r\n\r\n",
                calendar,
                part,
                "--\r\n"});
}

std::string message_of(const MailSettings& settings,
                       const std::string& to,
                       const std::string& subject,
                       const std::string& body,
                       const std::string& calendar,
                       Instant now) {
    return cat({"Date: ",
                mail_date(now),
                "\r\nFrom: <",
                header_words(settings.from),
                ">\r\nTo: <",
                header_words(to),
                ">\r\nSubject: ",
                header_words(subject),
                "\r\nMessage-ID: <",
                new_id(),
                "@longstone>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n",
                with_calendar(body, calendar)});
}

std::string with_base(std::string body, const std::string& base) {
    constexpr std::string_view kBase = "{base}";
    for (auto at = body.find(kBase); at != std::string::npos;
         at = body.find(kBase, at + base.size())) {
        body.replace(at, kBase.size(), base);
    }
    return body;
}

struct CurlFree {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

std::string send_mail(const MailSettings& settings,
                      const std::string& to,
                      const std::string& subject,
                      const std::string& body,
                      Instant now,
                      const std::string& calendar) {
    const std::unique_ptr<CURL, CurlFree> curl(curl_easy_init());
    if (!curl) return "the mail library could not start";
    Upload upload{.text = message_of(settings,
                                     to,
                                     subject,
                                     with_base(body, settings.base_url),
                                     with_base(calendar, settings.base_url),
                                     now)};
    const std::string from = cat({"<", header_words(settings.from), ">"});
    const std::unique_ptr<curl_slist, CurlFree> recipients(
        curl_slist_append(nullptr, cat({"<", header_words(to), ">"}).c_str()));
    curl_easy_setopt(curl.get(), CURLOPT_URL, settings.server.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, settings.timeout_seconds);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    const CURLcode code = curl_easy_perform(curl.get());
    return code == CURLE_OK ? std::string() : std::string(curl_easy_strerror(code));
}

MailRound send_due_mail(store::Store& store, const MailSettings& settings, const Now& now) {
    MailRound round;
    auto claiming = store.write();
    const auto mails = work::claim_mail(*claiming, now(), kMailsAtOnce);
    claiming->commit();
    claiming.reset();
    for (const auto& mail : mails) {
        const auto error =
            send_mail(settings, mail.to, mail.subject, mail.body, now(), mail.calendar);
        const auto session = store.write();
        if (error.empty()) {
            work::mail_sent(*session, mail.id, now());
            ++round.sent;
        } else {
            work::mail_failed(*session, mail, error, now());
            ++round.failed;
        }
        session->commit();
    }
    return round;
}

}  // namespace longstone::exchange
