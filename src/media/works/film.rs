//! The job that makes what readers get of a film or a sound: one MP4 that every browser plays, the
//! same in pieces for slow lines (HLS, RFC 8216), and small pictures to choose a poster among. Not
//! for the poster.

use super::ffmpeg::{Ffmpeg, Probed, Telling, reader};
use super::{Made, STILL, Workshop, disk, failed, publish, subject};
use crate::media::actions::Library;
use crate::media::model::{FileKey, Media, MediaFile};
use crate::media::sniff::MediaKind;
use crate::platform::files::hex;
use crate::platform::jobs::{JobContext, JobError};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The shorter sides films are made in, in pixels.
const SIDES: [i64; 3] = [360, 720, 1080];
/// How many pictures of a film its poster is chosen among, and their shorter side in pixels.
const STILLS: u32 = 8;
const STILL_SIDE: i64 = 240;
const LONGEST_FILM: f64 = 6.0 * 60.0 * 60.0;
const MOST_PIXELS: i64 = 36_000_000;
// A film at most 1080 wide compresses on a slow server at a tenth of its speed.
const LEAST_TIME: Duration = Duration::from_mins(10);
const MOST_TIME: Duration = Duration::from_hours(24);
const MOST_BYTES: &str = "4294967296";

/// A film on the disk, worked on.
struct Bench<'a> {
    library: &'a Library,
    media: &'a Media,
    ffmpeg: &'a Ffmpeg,
    job: &'a JobContext,
    folder: PathBuf,
    seconds: f64,
    limit: Duration,
}

/// Makes everything; begins anew when the file was replaced over it.
pub async fn make(library: Library, shop: Workshop, job: JobContext) -> Result<(), JobError> {
    while let Some(media) = subject(&library, &job).await? {
        match one(&library, &shop, (&media, &job)).await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => return Err(failed(&library, &media, error).await),
        }
    }
    Ok(())
}

async fn one(
    library: &Library,
    shop: &Workshop,
    (media, job): (&Media, &JobContext),
) -> Result<bool, JobError> {
    let (scratch, ffmpeg) = (shop.scratch("film-").await?, &shop.ffmpeg);
    let original = scratch.path().join("original");
    library.store_of(media).write_to(&media.original.0, &original).await?;
    let reader = reader(&media.content_type);
    let probed = ffmpeg.probe(reader, &original).await?;
    let seconds = bearable(&probed, media.kind)?;
    let limit = Duration::from_secs_f64(seconds * 20.0).clamp(LEAST_TIME, MOST_TIME);
    let folder = scratch.path().to_owned();
    let bench = Bench { library, media, ffmpeg, job, folder, seconds, limit };
    match media.kind {
        MediaKind::Audio => bench.sound((reader, &original)).await,
        _ => bench.film((reader, &original), &probed).await,
    }
}

/// How long it plays, if it is a film or a sound that this server takes on.
fn bearable(probed: &Probed, kind: MediaKind) -> Result<f64, JobError> {
    let never = |why: &str| JobError::Never(why.to_owned());
    let seconds = probed.seconds().ok_or_else(|| never("the film does not say how long it is"))?;
    if seconds > LONGEST_FILM {
        return Err(never("the film is longer than six hours"));
    }
    match (kind, probed.size()) {
        (MediaKind::Audio, _) if probed.sounds() => Ok(seconds),
        (MediaKind::Audio, _) => Err(never("there is nothing to hear in it")),
        (_, None) => Err(never("there is nothing to see in it")),
        (_, Some((width, height))) if width.saturating_mul(height) > MOST_PIXELS => {
            Err(never("the film is larger than 36 megapixels"))
        }
        (_, Some(_)) => Ok(seconds),
    }
}

/// At most this much on the shorter side, both sides even, never larger than it was.
fn scale(side: i64) -> String {
    format!(
        "scale=w='if(gt(iw,ih),-2,trunc(min(iw,{side})/2)*2)':\
         h='if(gt(iw,ih),trunc(min(ih,{side})/2)*2,-2)',setsar=1"
    )
}

impl Bench<'_> {
    async fn sound(&self, from: (&str, &Path)) -> Result<bool, JobError> {
        let to = self.folder.join("sound.m4a");
        let args = [
            "-map",
            "0:a:0",
            "-vn",
            "-sn",
            "-dn",
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-c:a",
            "aac",
            "-b:a",
            "128k",
            "-ac",
            "2",
            "-movflags",
            "+faststart",
            "-fs",
            MOST_BYTES,
            "-f",
            "ipod",
        ];
        self.run((Some(from.0), from.1), &args, &to, (0.0, 95.0)).await?;
        if self.media.is_as_handed_in() {
            return publish(self.library, self.media, (&self.media.original, None), &[]).await;
        }
        let sound = self.kept("sound", "m4a", "audio/mp4", &to, None).await?;
        let key = sound.file.key.clone();
        publish(self.library, self.media, (&key, None), &[sound]).await
    }

    async fn film(&self, from: (&str, &Path), probed: &Probed) -> Result<bool, JobError> {
        let mp4 = self.folder.join("film.mp4");
        let view = scale(1080);
        // A whole picture each four seconds, so that pieces may begin there.
        let args = [
            "-map",
            "0:v:0",
            "-map",
            "0:a:0?",
            "-sn",
            "-dn",
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-vf",
            &view,
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-crf",
            "23",
            "-profile:v",
            "high",
            "-pix_fmt",
            "yuv420p",
            "-force_key_frames",
            "expr:gte(t,n_forced*4)",
            "-c:a",
            "aac",
            "-b:a",
            "128k",
            "-ac",
            "2",
            "-movflags",
            "+faststart",
            "-fs",
            MOST_BYTES,
        ];
        self.run((Some(from.0), from.1), &args, &mp4, (0.0, 60.0)).await?;
        let made = self.ffmpeg.probe("mov", &mp4).await?;
        let size = made.size().ok_or_else(|| JobError::Never("nothing was made".to_owned()))?;
        let (key, mut all) = self.whole(&mp4, size).await?;
        all.extend(self.pieces(&mp4, size, probed.sounds()).await?);
        all.extend(self.stills(&mp4).await?);
        publish(self.library, self.media, (&key, Some(size)), &all).await
    }

    /// The film as a whole: what was made, or what an operator brought.
    async fn whole(&self, mp4: &Path, size: (i64, i64)) -> Result<(FileKey, Vec<Made>), JobError> {
        if self.media.is_as_handed_in() {
            return Ok((self.media.original.clone(), Vec::new()));
        }
        let film = self.kept("film", "mp4", "video/mp4", mp4, Some(size)).await?;
        Ok((film.file.key.clone(), vec![film]))
    }

    /// The film in pieces: for each side one file and its list, and a list of these lists.
    async fn pieces(
        &self,
        mp4: &Path,
        (width, height): (i64, i64),
        sounds: bool,
    ) -> Result<Vec<Made>, JobError> {
        let own = width.min(height);
        let mut sides: Vec<i64> = SIDES.into_iter().filter(|side| *side < own).collect();
        sides.push(own);
        let (mut made, mut master) = (Vec::new(), "#EXTM3U\n#EXT-X-VERSION:7\n".to_owned());
        let share = 30.0 / f64::from(u32::try_from(sides.len()).unwrap_or(1));
        for (place, side) in (0u32..).zip(&sides) {
            let done = 60.0 + share * f64::from(place);
            let (data, list) = self.side(mp4, *side, *side == own, (done, done + share)).await?;
            let (wide, high) = (data.file.width.unwrap_or(0), data.file.height.unwrap_or(0));
            let bits = bits_a_second(data.file.bytes, self.seconds);
            let codecs = if sounds { "avc1.640028,mp4a.40.2" } else { "avc1.640028" };
            // Writing into a string cannot fail.
            let _ = writeln!(
                master,
                "#EXT-X-STREAM-INF:BANDWIDTH={bits},RESOLUTION={wide}x{high},CODECS=\"{codecs}\"\n\
                 /files/{}/{side}.m3u8",
                list.file.key
            );
            made.extend([data, list]);
        }
        let list = self.kept_text("hls", &master, Some((width, height))).await?;
        made.push(list);
        Ok(made)
    }

    /// One side of the film in pieces: the file, and its list.
    async fn side(
        &self,
        mp4: &Path,
        side: i64,
        own: bool,
        done: (f64, f64),
    ) -> Result<(Made, Made), JobError> {
        let (list, name) = (self.folder.join(format!("{side}.m3u8")), format!("{side}.m4s"));
        let (data, view) = (self.folder.join(&name), scale(side));
        let data_path = data.to_string_lossy().into_owned();
        let mut args = vec!["-map", "0", "-map_metadata", "-1"];
        if own {
            args.extend(["-c", "copy"]);
        } else {
            args.extend([
                "-vf",
                &view,
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "24",
                "-profile:v",
                "high",
                "-pix_fmt",
                "yuv420p",
                "-force_key_frames",
                "expr:gte(t,n_forced*4)",
                "-c:a",
                "copy",
            ]);
        }
        args.extend([
            "-f",
            "hls",
            "-hls_time",
            "4",
            "-hls_playlist_type",
            "vod",
            "-hls_segment_type",
            "fmp4",
            "-hls_flags",
            "single_file",
            "-hls_segment_filename",
            &data_path,
        ]);
        self.run((Some("mov"), mp4), &args, &list, done).await?;
        let pixels = self.ffmpeg.probe("mov", &data).await?.size();
        let purpose = format!("hls-data-{side}");
        let data = self.kept(&purpose, "mp4", "video/mp4", &data, pixels).await?;
        let text = tokio::fs::read_to_string(&list).await.map_err(disk)?;
        let address = format!("/files/{}/{side}.mp4", data.file.key);
        let text = text.replace(&name, &address);
        let list = self.kept_text(&format!("hls-{side}"), &text, pixels).await?;
        Ok((data, list))
    }

    /// Small pictures of the film, evenly apart, among which its poster is chosen.
    async fn stills(&self, mp4: &Path) -> Result<Vec<Made>, JobError> {
        let (mut all, view) = (Vec::new(), scale(STILL_SIDE));
        for number in 0..STILLS {
            let at = self.seconds * (f64::from(number) + 0.5) / f64::from(STILLS);
            let to = self.folder.join(format!("still-{number}.jpg"));
            self.ffmpeg.still(mp4, (at, Some(&view)), &to).await?;
            let bytes = tokio::fs::read(&to).await.map_err(disk)?;
            let size = imagesize::blob_size(&bytes).ok().and_then(|size| {
                i64::try_from(size.width).ok().zip(i64::try_from(size.height).ok())
            });
            let purpose = format!("{STILL}{:.0}", at * 1000.0);
            all.push(self.kept(&purpose, "jpeg", "image/jpeg", &to, size).await?);
        }
        self.job.progress(98).await?;
        Ok(all)
    }

    async fn run(
        &self,
        from: (Option<&str>, &Path),
        args: &[&str],
        to: &Path,
        (begin, end): (f64, f64),
    ) -> Result<(), JobError> {
        let seconds = self.seconds;
        let telling = Telling { job: self.job, begin, end, seconds, told: begin };
        self.ffmpeg.run(from, args, to, self.limit, telling).await
    }

    async fn kept(
        &self,
        purpose: &str,
        format: &'static str,
        content_type: &str,
        path: &Path,
        size: Option<(i64, i64)>,
    ) -> Result<Made, JobError> {
        let sha256 = sha256_of(path.to_owned()).await?;
        let key = FileKey::of_sha256(&sha256);
        let bytes = tokio::fs::metadata(path).await.map_err(disk)?.len();
        self.library.files.put_file(&key.0, path).await?;
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let file = MediaFile::new(key, content_type, bytes, size);
        Ok(Made { purpose: purpose.to_owned(), format, file, sha256 })
    }

    async fn kept_text(
        &self,
        purpose: &str,
        text: &str,
        size: Option<(i64, i64)>,
    ) -> Result<Made, JobError> {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        let (key, sha256) = FileKey::of(&bytes);
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.library.files.put(&key.0, bytes).await?;
        let file = MediaFile::new(key, "application/vnd.apple.mpegurl", length, size);
        Ok(Made { purpose: purpose.to_owned(), format: "m3u8", file, sha256 })
    }
}

/// The mean rate with a tenth more, since players want to know the highest.
fn bits_a_second(bytes: i64, seconds: f64) -> String {
    let bytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
    format!("{:.0}", bytes * 8.8 / seconds.max(0.1))
}

async fn sha256_of(path: PathBuf) -> Result<String, JobError> {
    let counted = tokio::task::spawn_blocking(move || {
        let (mut hasher, mut file) = (Sha256::new(), std::fs::File::open(path)?);
        let mut buffer = vec![0; 1 << 20];
        loop {
            let read = std::io::Read::read(&mut file, &mut buffer)?;
            if read == 0 {
                return Ok(hex(&hasher.finalize()));
            }
            hasher.update(buffer.get(..read).unwrap_or_default());
        }
    });
    counted.await.map_err(|error| JobError::Again(error.to_string()))?.map_err(disk)
}
